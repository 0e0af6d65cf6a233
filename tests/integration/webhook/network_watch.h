// Stands between the sender and the machine: this program's own getaddrinfo and connect, which it
// finds before those of libc. Names resolve as a test says, a look-up after the other, and
// every attempt to connect over TCP is seen, also to addresses that nothing here answers on; those
// outside 127.0.0.0/8 are refused without a packet.
#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <deque>
#include <dlfcn.h>
#include <map>
#include <mutex>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <vector>

#include "adapters/webhook/ip_address.h"

namespace dunghan::tests {

class NetworkWatch {
 public:
    using Addresses = std::vector<std::string>;  // none: the look-up fails for now

    static NetworkWatch& get() {
        static NetworkWatch watch;
        return watch;
    }

    // The answers of the look-ups of that name, one after the other; the last one stays.
    void name(const std::string& host, std::deque<Addresses> answers) {
        const std::lock_guard lock(mutex_);
        names_[host] = std::move(answers);
        lookups_[host] = 0;
    }

    [[nodiscard]] int lookups(const std::string& host) {
        const std::lock_guard lock(mutex_);
        return lookups_[host];
    }

    // To where somebody tried to connect since the last call.
    std::vector<std::string> take_connects() {
        const std::lock_guard lock(mutex_);
        return std::exchange(connects_, {});
    }

    int resolve(const char* host, const char* service, const addrinfo* hints, addrinfo** found) {
        static const auto real =
            reinterpret_cast<decltype(&::getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
        const auto scripted = host == nullptr ? std::nullopt : answer(host);
        if (!scripted) {
            return real(host, service, hints, found);
        }
        *found = nullptr;
        addrinfo** end = found;
        for (const std::string& address : *scripted) {
            if (real(address.c_str(), service, hints, end) != 0) {
                continue;  // of the other family
            }
            while (*end != nullptr) {
                end = &(*end)->ai_next;
            }
        }
        return *found == nullptr ? EAI_AGAIN : 0;
    }

    // Whether the machine may be asked to.
    bool note_connect(const sockaddr* to, socklen_t size) {
        const auto read = webhook::socket_address_of(to, size);
        if (!read) {
            return true;  // of no family that leaves the machine
        }
        const std::string text = webhook::to_text(read->address);
        const std::lock_guard lock(mutex_);
        connects_.push_back(text);
        return text.starts_with("127.");
    }

 private:
    std::optional<Addresses> answer(const std::string& host) {
        const std::lock_guard lock(mutex_);
        const auto known = names_.find(host);
        if (known == names_.end()) {
            return std::nullopt;
        }
        ++lookups_[host];
        Addresses first = known->second.front();
        if (known->second.size() > 1) {
            known->second.pop_front();
        }
        return first;
    }

    std::mutex mutex_;
    std::map<std::string, std::deque<Addresses>> names_;
    std::map<std::string, int> lookups_;
    std::vector<std::string> connects_;
};

}  // namespace dunghan::tests
