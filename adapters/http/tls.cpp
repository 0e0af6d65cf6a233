#include "adapters/http/tls.h"

namespace dunghan::http {
namespace {

namespace ssl = boost::asio::ssl;

// Of TLS 1.2; all of 1.3 have it.
constexpr const char* suites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

tl::unexpected<Error> wrong_file(
    const std::string& what, const std::string& file, const boost::system::error_code& error
) {
    return fail(
        ErrorCode::invalid,
        "Expected " + what + " as PEM in " + file + ", but " + error.message() +
            "; see --tls-certificate and --tls-key"
    );
}

}  // namespace

Result<Tls> make_tls(const TlsFiles& files) {
    ssl::context context(ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(
        context.native_handle(),
        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE
    );
    SSL_CTX_set_cipher_list(context.native_handle(), suites);
    boost::system::error_code error;
    (void)context.use_certificate_chain_file(files.certificate, error);
    if (error) {
        return wrong_file("a certificate", files.certificate, error);
    }
    (void)context.use_private_key_file(files.key, ssl::context::pem, error);
    if (error) {
        return wrong_file("the private key of that certificate", files.key, error);
    }
    return std::make_shared<ssl::context>(std::move(context));
}

}  // namespace dunghan::http
