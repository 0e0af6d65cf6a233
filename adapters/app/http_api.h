// The API beside the scheduler: one engine, one loop, and the server's own threads.
#pragma once

#include <memory>

#include "adapters/app/api/context.h"
#include "adapters/app/session.h"
#include "adapters/asio/serve.h"
#include "adapters/http/server.h"

namespace dunghan::app {

struct ListenOptions {
    std::string address;             // "127.0.0.1:8080"; empty: no API
    std::vector<std::string> hosts;  // names the server answers to; empty: any
    http::TlsFiles tls;              // both empty: plain HTTP
};

class HttpApi {
 public:
    // All must outlive it.
    HttpApi(
        Writing& writing,
        ServeLoop& loop,
        const api::PeopleHouse& people,
        api::EndpointHouse endpoints
    );
    ~HttpApi();
    HttpApi(const HttpApi&) = delete;
    HttpApi& operator=(const HttpApi&) = delete;

    // Serves from now on, and hangs itself into the loop's options. Errors: invalid (no address
    // with a port, a certificate or key that is none), unavailable (it is taken).
    [[nodiscard]] Result<void> start(const ListenOptions& listen, ServeOptions& serving);

    [[nodiscard]] std::string url() const;  // "http://127.0.0.1:8080"

    // Other machines reach it, and tokens cross the network in the clear.
    [[nodiscard]] bool is_exposed() const;

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::app
