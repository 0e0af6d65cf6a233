// Preloaded: from the N-th sync on (DUNGHAN_FAIL_SYNC), or from when a file is there
// (DUNGHAN_FAIL_WHEN), every sync fails as on a disk that is gone. What was written stays in memory.
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

static int fails(void) {
    const char* at = getenv("DUNGHAN_FAIL_SYNC");
    const char* when = getenv("DUNGHAN_FAIL_WHEN");
    return (at && atomic_fetch_add(&calls, 1) + 1 >= atol(at)) || (when && access(when, F_OK) == 0);
}

static int answer(long call, int file) {
    if (fails()) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(call, file);
}

int fdatasync(int file) { return answer(SYS_fdatasync, file); }

int fsync(int file) { return answer(SYS_fsync, file); }
