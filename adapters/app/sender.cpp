#include "adapters/app/sender.h"

#include "adapters/config/secret_file.h"
#include "adapters/mail/maildir_sender.h"
#include "adapters/mail/smtp_sender.h"

namespace dunghan::app {
namespace {

using Executor = std::function<void(std::function<void()>)>;

Result<std::unique_ptr<Sender>> maildir(
    const std::filesystem::path& folder, const mail::MailSettings& words
) {
    return mail::MaildirSender::open(folder, words).map([](auto sender) -> std::unique_ptr<Sender> {
        return sender;
    });
}

Result<mail::SmtpSettings> relay_of(const Settings::Mail& settings) {
    mail::SmtpSettings relay;
    relay.url = (settings.transport == MailTransport::smtps ? "smtps://" : "smtp://") +
                settings.relay.host + ":" + std::to_string(settings.relay.port);
    relay.username = settings.relay.username;
    relay.starttls = settings.relay.starttls;
    relay.ca_file = settings.relay.ca_file;
    if (settings.relay.password_file.empty()) {
        return relay;
    }
    return read_secret_file(settings.relay.password_file).map([&](std::string secret) {
        relay.password = std::move(secret);
        return relay;
    });
}

Result<std::unique_ptr<Sender>> smtp(
    const Settings::Mail& settings, const mail::MailSettings& words, Executor executor
) {
    return relay_of(settings)
        .and_then([&](mail::SmtpSettings relay) {
            return mail::SmtpSender::open(std::move(relay), words, std::move(executor));
        })
        .map([](auto sender) -> std::unique_ptr<Sender> { return sender; });
}

}  // namespace

Result<std::unique_ptr<Sender>> make_sender(
    const Settings& settings, const std::filesystem::path& data, Executor executor
) {
    const mail::MailSettings words{
        settings.mail.from, settings.mail.subject_tag, settings.mail.contact};
    switch (settings.mail.transport) {
        case MailTransport::maildir: return maildir(data / "mail", words);
        case MailTransport::smtp:
        case MailTransport::smtps: return smtp(settings.mail, words, std::move(executor));
    }
    return fail(ErrorCode::invalid, "Expected a known mail transport, but the settings name none");
}

}  // namespace dunghan::app
