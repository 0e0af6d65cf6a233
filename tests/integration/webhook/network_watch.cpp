#include "tests/integration/webhook/network_watch.h"

extern "C" int getaddrinfo(
    const char* host, const char* service, const addrinfo* hints, addrinfo** found
) {
    return dunghan::tests::NetworkWatch::get().resolve(host, service, hints, found);
}

extern "C" int connect(int socket, const sockaddr* to, socklen_t size) {
    static const auto real = reinterpret_cast<decltype(&::connect)>(::dlsym(RTLD_NEXT, "connect"));
    int kind = 0;
    socklen_t length = sizeof kind;
    ::getsockopt(socket, SOL_SOCKET, SO_TYPE, &kind, &length);
    if (kind == SOCK_STREAM && !dunghan::tests::NetworkWatch::get().note_connect(to, size)) {
        errno = ECONNREFUSED;
        return -1;
    }
    return real(socket, to, size);
}
