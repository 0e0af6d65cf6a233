#include "adapters/webhook/authorities.h"

#include <openssl/x509.h>
#include <sys/stat.h>

namespace dunghan::webhook {

Authorities::Stamp Authorities::stamp() const {
    struct stat status {};

    const char* const file = ca_file_.empty() ? X509_get_default_cert_file() : ca_file_.c_str();
    if (::stat(file, &status) != 0) {
        return {};
    }
    return {status.st_ino, status.st_size, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

Result<std::shared_ptr<const Tls>> Authorities::tls() {
    const Stamp now = stamp();
    if (!known_ || now != stamp_) {
        auto made = Tls::make(ca_file_);
        if (!made) {
            known_ = nullptr;
            return tl::unexpected(made.error());
        }
        known_ = std::make_shared<const Tls>(std::move(*made));
        stamp_ = now;
    }
    return known_;
}

}  // namespace dunghan::webhook
