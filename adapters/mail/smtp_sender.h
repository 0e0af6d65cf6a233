// Mails to a relay: a small pool of threads, each with a connection of its own. Threads, because
// the library's other interface stands still while a relay takes its time over QUIT.
#pragma once

#include <functional>
#include <memory>

#include "adapters/mail/message.h"
#include "adapters/mail/smtp_settings.h"

namespace dunghan::mail {

// What became of a mail, by where the transfer ended:
//   sent       the relay answered the content with 2xx
//   refused    5xx to the recipient or the content
//   uncertain  the content went out and no answer came
//   not_sent   everything else, wrong settings included: a person mends them and the mail still
//              goes out; until then the answer begins with "settings: "
class SmtpSender final : public Sender {
 public:
    using Executor = std::function<void(std::function<void()>)>;

    // `executor` runs the answers; it must take them from any thread and outlive the sender.
    // Errors: refused (plain SMTP to another machine), invalid (no smtp:// or smtps:// address, a
    // sender's address that is not ASCII), each naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<SmtpSender>> open(
        SmtpSettings relay, MailSettings settings, Executor executor
    );

    // Transfers under way are broken off; what they had not settled is reported as it stands.
    ~SmtpSender() override;

    [[nodiscard]] std::string transport() const override { return "smtp"; }

    // Returns at once. Every answer goes through the executor, none is lost, also at the end.
    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override;

 private:
    struct Inside;
    explicit SmtpSender(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::mail
