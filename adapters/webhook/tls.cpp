#include "adapters/webhook/tls.h"

#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "engine/base/assert.h"

#include "adapters/webhook/ip_address.h"

namespace dunghan::webhook {
namespace {

constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

std::string last_error() {
    std::array<char, 256> text{};
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) {
        return {};
    }
    ERR_error_string_n(code, text.data(), text.size());
    const char* const reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : text.data();
}

void name_peer(SSL* session, const std::string& host) {
    if (const auto address = parse_address(host)) {
        const int named = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
        DUNGHAN_ASSERT(named == 1);
        return;
    }
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const bool named = SSL_set1_host(session, host.c_str()) == 1 &&
                       SSL_set_tlsext_host_name(session, host.c_str()) == 1;
    DUNGHAN_ASSERT(named);
}

}  // namespace

void FreeSession::operator()(ssl_st* session) const {
    SSL_free(session);
}

void Tls::FreeContext::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

Result<Tls> Tls::make(const std::string& ca_file) {
    Tls made;
    made.context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* const context = made.context_.get();
    DUNGHAN_ASSERT(context != nullptr);
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // A server may choose the numbers of its own Diffie-Hellman so that they cost us a second.
    const int chosen = SSL_CTX_set_cipher_list(context, "DEFAULT:!kDHE");
    DUNGHAN_ASSERT(chosen == 1);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    // What is left of a request is sent from another address than its beginning.
    SSL_CTX_set_mode(
        context,
        SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
            SSL_MODE_RELEASE_BUFFERS
    );
    // Messages of TLS itself end a reading: who sends nothing else does not keep the loop.
    SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
    SSL_CTX_set_alpn_protos(context, http_1_1.data(), http_1_1.size());
    const int trusted = ca_file.empty()
                            ? SSL_CTX_set_default_verify_paths(context)
                            : SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr);
    if (trusted != 1) {
        return fail(
            ErrorCode::invalid,
            "Expected certificates of authorities (PEM) in " +
                (ca_file.empty() ? "the system's folders" : ca_file) + ", but " + last_error()
        );
    }
    return made;
}

Session Tls::session(int socket, const std::string& host) const {
    Session made(SSL_new(context_.get()));
    DUNGHAN_ASSERT(made != nullptr);
    const int ready = SSL_set_fd(made.get(), socket);
    DUNGHAN_ASSERT(ready == 1);
    SSL_set_connect_state(made.get());
    name_peer(made.get(), host);
    return made;
}

std::string trouble_of(const Session& session) {
    const long verified = SSL_get_verify_result(session.get());
    const std::string reported = last_error();
    if (verified != X509_V_OK) {
        return std::string("certificate: ") + X509_verify_cert_error_string(verified);
    }
    return reported.empty() ? "the connection was closed" : reported;
}

}  // namespace dunghan::webhook
