// Preloaded: a disk that does not answer. Who first opens a file whose path ends in DUNGHAN_HOLD_FILE
// makes the file DUNGHAN_HOLD_AT and waits until somebody takes it away.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_flag held = ATOMIC_FLAG_INIT;

static int ends_in(const char* path, const char* end) {
    const size_t octets = strlen(path);
    return octets >= strlen(end) && strcmp(path + octets - strlen(end), end) == 0;
}

static void hold(const char* path) {
    const char* file = getenv("DUNGHAN_HOLD_FILE");
    const char* at = getenv("DUNGHAN_HOLD_AT");
    if (!file || !at || !ends_in(path, file) || atomic_flag_test_and_set(&held)) {
        return;
    }
    close((int)syscall(SYS_openat, AT_FDCWD, at, O_CREAT | O_WRONLY, 0600));
    while (access(at, F_OK) == 0) {
        poll(NULL, 0, 1);
    }
}

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    hold(path);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    hold(path);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
