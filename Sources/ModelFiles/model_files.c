#include "model_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char standard[] = {
#embed "../../models/standard.json"
};

const unsigned char *pantau_standard_model(void) { return standard; }
size_t pantau_standard_model_size(void) { return sizeof(standard); }
