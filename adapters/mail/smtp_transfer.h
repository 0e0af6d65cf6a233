// One mail over one connection that is kept for the next one, by libcurl. For one thread.
#pragma once

#include <atomic>
#include <memory>

#include "adapters/mail/message.h"
#include "adapters/mail/smtp_settings.h"

namespace dunghan::mail {

struct SmtpAttempt {
    SendReport report;
    bool misconfigured = false;  // the settings are to blame: the next mail would fail alike
};

class SmtpTransfer {
 public:
    // `settings` must outlive it. `greeting`: the name it introduces itself by (EHLO).
    SmtpTransfer(const SmtpSettings& settings, const std::string& greeting);
    ~SmtpTransfer();
    SmtpTransfer(const SmtpTransfer&) = delete;
    SmtpTransfer& operator=(const SmtpTransfer&) = delete;

    // Waits within the settings' limits, less when `stop` becomes true. One recipient a mail: each
    // has an outcome of its own, and nobody sees the other's address.
    [[nodiscard]] SmtpAttempt perform(const Mail& mail, const std::atomic<bool>& stop);

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::mail
