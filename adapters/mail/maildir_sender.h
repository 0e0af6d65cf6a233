// Mails as files: for trying out, and for relays that collect from a folder. One writer.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/mail/message.h"

namespace dunghan::mail {

// A Maildir: written in tmp/, made durable, then moved to new/ in one step, so that a reader sees
// whole mails only. The file's name comes from the Message-ID: sending a digest again, after a
// kill -9 at any point, finds the mail in new/ or cur/ and adds no second one.
class MaildirSender final : public Sender {
 public:
    // Makes DIR, DIR/tmp, DIR/new and DIR/cur where they are missing. Error: unavailable, naming
    // the folder.
    [[nodiscard]] static Result<std::unique_ptr<MaildirSender>> open(
        const std::filesystem::path& folder, MailSettings settings
    );

    [[nodiscard]] std::string transport() const override { return "maildir"; }

    // Calls `done` at once. not_sent: the disk; uncertain: the mail is in new/ but perhaps not on
    // the disk.
    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override;

 private:
    MaildirSender(std::filesystem::path folder, MailSettings settings)
        : folder_(std::move(folder)), settings_(std::move(settings)) {}

    [[nodiscard]] SendReport deliver(const Mail& mail, const std::string& name) const;
    [[nodiscard]] bool was_delivered(const std::string& name) const;

    std::filesystem::path folder_;
    MailSettings settings_;
};

}  // namespace dunghan::mail
