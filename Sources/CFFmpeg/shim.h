// The FFmpeg libraries, and the macros of theirs that Swift cannot import.
#ifndef PANTAU_CFFMPEG_SHIM_H
#define PANTAU_CFFMPEG_SHIM_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/dict.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/parseutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

static const int64_t cff_no_timestamp = AV_NOPTS_VALUE;

// O_TMPFILE, which the headers hide without _GNU_SOURCE: a file without a name.
static const int cff_open_nameless = 020000000 | O_DIRECTORY;

static const int cff_error_again = AVERROR(EAGAIN);
static const int cff_error_end_of_file = AVERROR_EOF;
static const int cff_error_exit = AVERROR_EXIT;
static const int cff_error_invalid_data = AVERROR_INVALIDDATA;
static const int cff_error_no_memory = AVERROR(ENOMEM);
static const int cff_error_bad_request = AVERROR_HTTP_BAD_REQUEST;
static const int cff_error_unauthorized = AVERROR_HTTP_UNAUTHORIZED;
static const int cff_error_forbidden = AVERROR_HTTP_FORBIDDEN;
static const int cff_error_not_found = AVERROR_HTTP_NOT_FOUND;
static const int cff_error_other_refusal = AVERROR_HTTP_OTHER_4XX;
static const int cff_error_server = AVERROR_HTTP_SERVER_ERROR;
static const int cff_error_no_protocol = AVERROR_PROTOCOL_NOT_FOUND;

// The last line that a library wrote at level `error` or worse on this thread. Thread-local, so
// that recordings decoded side by side never read each other's lines and nothing needs a lock.
static inline char *cff_error_line(void) {
    static _Thread_local char line[240];
    return line;
}

// What the libraries noticed to be missing on this thread: network packets (rtpdec.c counts them
// nowhere but in this warning), and pictures that an H.264 stream should have had (h264_slice.c).
static inline int *cff_lost_packets(void) {
    static _Thread_local int count;
    return &count;
}
static inline int *cff_missing_pictures(void) {
    static _Thread_local int count;
    return &count;
}

static inline void cff_keep_error_line(
    void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_ERROR) {
        if (format[0] == 'R' && !strncmp(format, "RTP: missed %d packets", 22)) {
            va_list copy;
            va_copy(copy, arguments);
            int count = va_arg(copy, int);
            va_end(copy);
            *cff_lost_packets() += count > 0 && count < 65536 ? count : 1;
        } else if (format[0] == 'F' && !strncmp(format, "Frame num gap", 13)) {
            *cff_missing_pictures() += 1;
        }
        return;
    }
    char line[240];
    int print_prefix = 0;
    // No context: it would print its own address, which differs from run to run.
    av_log_format_line2(NULL, level, format, arguments, line, sizeof line, &print_prefix);
    size_t length = strlen(line);
    while (length > 0 && (unsigned char)line[length - 1] <= ' ') line[--length] = 0;
    if (length > 0) memcpy(cff_error_line(), line, length + 1);
    (void)context;
}

static inline void cff_install_log(void) { av_log_set_callback(cff_keep_error_line); }
static inline void cff_clear_error_line(void) { cff_error_line()[0] = 0; }
static inline int cff_has_error_line(void) { return cff_error_line()[0] != 0; }
static inline void cff_copy_error_line(char *target, size_t capacity) {
    strncpy(target, cff_error_line(), capacity - 1);
    target[capacity - 1] = 0;
}

static inline int cff_take_lost_packets(void) {
    int count = *cff_lost_packets();
    *cff_lost_packets() = 0;
    return count;
}
static inline int cff_take_missing_pictures(void) {
    int count = *cff_missing_pictures();
    *cff_missing_pictures() = 0;
    return count;
}

static inline void cff_describe_error(int code, char *target, size_t capacity) {
    av_strerror(code, target, capacity);
}

#endif
