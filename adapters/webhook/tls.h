// Which TLS is spoken to endpoints: 1.2 and 1.3, and only with whom the authorities vouch for.
// Internal to the room.
#pragma once

#include <memory>
#include <string>

#include "engine/base/result.h"

struct ssl_ctx_st;
struct ssl_st;

namespace dunghan::webhook {

struct FreeSession {
    void operator()(ssl_st* session) const;
};

using Session = std::unique_ptr<ssl_st, FreeSession>;

class Tls {
 public:
    // `ca_file`: certificates (PEM) of the authorities to trust; empty: the system's. Error:
    // invalid, with the file.
    [[nodiscard]] static Result<Tls> make(const std::string& ca_file);

    // A client on that connected socket, which must outlive it. `host`: the name or the address
    // that the certificate must carry.
    [[nodiscard]] Session session(int socket, const std::string& host) const;

 private:
    struct FreeContext {
        void operator()(ssl_ctx_st* context) const;
    };

    std::unique_ptr<ssl_ctx_st, FreeContext> context_;
};

// Of what the library reported last in this thread, for people.
[[nodiscard]] std::string trouble_of(const Session& session);

}  // namespace dunghan::webhook
