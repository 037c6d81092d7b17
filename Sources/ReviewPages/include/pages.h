/// The files of `web/`, embedded in the program when it is built.
#pragma once

#include <stddef.h>

/// One embedded file. `name` is its path below `web/`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t length;
} pantau_web_file;

/// How many files are embedded.
size_t pantau_web_file_count(void);

/// One of them; `index` is less than the count.
const pantau_web_file *pantau_web_file_at(size_t index);
