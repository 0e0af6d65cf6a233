// Preloaded: the first opening of the file that DUNGHAN_PAUSE_AT names waits. It says so by a line in
// the pipe DUNGHAN_PAUSE_SAYS, and goes on when it has read one from DUNGHAN_PAUSE_HEARS.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int paused;

static int open_now(const char *path, int flags, mode_t mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static void pause_at(const char *path) {
    const char *at = getenv("DUNGHAN_PAUSE_AT");
    if (!at || strcmp(at, path) != 0 || atomic_exchange(&paused, 1)) {
        return;
    }
    char line = '\n';
    const int says = open_now(getenv("DUNGHAN_PAUSE_SAYS"), O_WRONLY, 0);
    if (write(says, &line, 1) != 1) {
        abort();
    }
    close(says);
    const int hears = open_now(getenv("DUNGHAN_PAUSE_HEARS"), O_RDONLY, 0);
    if (read(hears, &line, 1) != 1) {
        abort();
    }
    close(hears);
}

static int opened(const char *path, int flags, va_list rest) {
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;
    pause_at(path);
    return open_now(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const int file = opened(path, flags, rest);
    va_end(rest);
    return file;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const int file = opened(path, flags | O_LARGEFILE, rest);
    va_end(rest);
    return file;
}
