#include "adapters/app/sender.h"

#include "adapters/mail/maildir_sender.h"

namespace dunghan::app {

Result<std::unique_ptr<Sender>> make_sender(
    const Settings& settings,
    const std::filesystem::path& data,
    std::function<void(std::function<void()>)>
) {
    const mail::MailSettings words{
        settings.mail.from, settings.mail.subject_tag, settings.mail.contact};
    return mail::MaildirSender::open(data / "mail", words)
        .map([](auto sender) -> std::unique_ptr<Sender> { return sender; });
}

}  // namespace dunghan::app
