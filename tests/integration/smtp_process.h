// A program beside the test: its output line by line, its end when the test's end of the pipe goes.
#pragma once

#include <array>
#include <chrono>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <signal.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace dunghan::tests {

class Process {
 public:
    explicit Process(const std::vector<std::string>& command) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("Expected a pipe, but got none");
        }
        std::vector<char*> words;
        for (const std::string& word : command) {
            words.push_back(const_cast<char*>(word.c_str()));
        }
        words.push_back(nullptr);
        id_ = ::fork();
        if (id_ == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            ::execv(words.front(), words.data());
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        to_ = in[1];
        from_ = out[0];
    }

    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    ~Process() {
        end_input();
        ::close(from_);
        wait();
    }

    void end_input() {
        if (to_ >= 0) {
            ::close(std::exchange(to_, -1));
        }
    }

    // Nothing when none comes in time or the program ended.
    [[nodiscard]] std::optional<std::string> line(std::chrono::milliseconds within) {
        const auto until = std::chrono::steady_clock::now() + within;
        for (;;) {
            if (const std::size_t end = heard_.find('\n'); end != heard_.npos) {
                std::string found = heard_.substr(0, end);
                heard_.erase(0, end + 1);
                return found;
            }
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                until - std::chrono::steady_clock::now()
            );
            if (left.count() <= 0 || !hear(static_cast<int>(left.count()))) {
                return std::nullopt;
            }
        }
    }

    // All that it still says, to its end; -1 as the exit code when it had to be killed.
    [[nodiscard]] std::string rest() {
        while (hear(60'000)) {
        }
        return std::exchange(heard_, {});
    }

    int wait() {
        if (id_ <= 0) {
            return exit_code_;
        }
        // It ends when its input does; a limit keeps a stuck one from holding up all tests.
        int status = 0;
        for (int tenths = 0; tenths < 100 && ::waitpid(id_, &status, WNOHANG) == 0; ++tenths) {
            ::poll(nullptr, 0, 100);
        }
        if (::kill(id_, 0) == 0 && ::waitpid(id_, &status, WNOHANG) == 0) {
            ::kill(id_, SIGKILL);
            ::waitpid(id_, &status, 0);
        }
        id_ = 0;
        exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return exit_code_;
    }

 private:
    bool hear(int timeout_ms) {
        pollfd ready{from_, POLLIN, 0};
        std::array<char, 4096> octets{};
        if (::poll(&ready, 1, timeout_ms) <= 0) {
            return false;
        }
        const ssize_t read = ::read(from_, octets.data(), octets.size());
        if (read > 0) {
            heard_.append(octets.data(), static_cast<std::size_t>(read));
        }
        return read > 0;
    }

    pid_t id_ = 0;
    int to_ = -1;
    int from_ = -1;
    int exit_code_ = -1;
    std::string heard_;
};

}  // namespace dunghan::tests
