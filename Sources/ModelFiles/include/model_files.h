// The model file that the program carries with it.
#pragma once
#include <stddef.h>

const unsigned char *_Nonnull pantau_standard_model(void);
size_t pantau_standard_model_size(void);
