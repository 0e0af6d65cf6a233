// Runs a piece of a test in a process of its own: a store that failed is left open until its
// process ends, and RocksDB may end it by itself.
#pragma once

#include <csignal>
#include <functional>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dunghan::tests {

constexpr unsigned seconds_max = 30;

// What `act` complained of; empty: nothing. The caller must not have used RocksDB: its threads
// would not be there in the new process. `may_abort`: an assertion of RocksDB after a failed write
// is no complaint; that process is dead, which is what its failure asks for.
inline std::string in_own_process(const std::function<std::string()>& act, bool may_abort = false) {
    int ends[2];
    if (::pipe(ends) != 0) {
        return "no pipe";
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        ::alarm(seconds_max);
        const std::string complaint = act();
        [[maybe_unused]] const auto wrote = ::write(ends[1], complaint.data(), complaint.size());
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string complaint;
    char part[4096];
    for (ssize_t got = 0; (got = ::read(ends[0], part, sizeof(part))) > 0;) {
        complaint.append(part, static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && may_abort) {
        return complaint;
    }
    if (WIFSIGNALED(status)) {
        complaint += " ended by signal " + std::to_string(WTERMSIG(status));
    }
    return complaint;
}

// A value that both processes see.
template <class T>
class Shared {
 public:
    Shared()
        : at_(static_cast<T*>(
              ::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
          )) {
        new (at_) T();
    }

    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;

    ~Shared() { ::munmap(at_, sizeof(T)); }

    T& operator*() const { return *at_; }

    T* operator->() const { return at_; }

 private:
    T* at_;
};

}  // namespace dunghan::tests
