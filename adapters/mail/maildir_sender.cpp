#include "adapters/mail/maildir_sender.h"

#include "engine/base/sha256.h"

#include "adapters/disk/file.h"

namespace dunghan::mail {
namespace {

namespace fs = std::filesystem;

constexpr unsigned group_may_read = 0640;

// Seconds first, as Maildirs are sorted; then what makes it one mail's name and no other's.
std::string name_of(const reminder::DigestIssued& digest) {
    return std::to_string(digest.slot.ms / 1000) + "." +
           to_hex(sha256(digest.message_id)).substr(0, 32) + ".dunghan";
}

}  // namespace

Result<std::unique_ptr<MaildirSender>> MaildirSender::open(
    const fs::path& folder, MailSettings settings
) {
    for (const char* part : {"tmp", "new", "cur"}) {
        std::error_code problem;
        fs::create_directories(folder / part, problem);
        if (problem) {
            return fail(
                ErrorCode::unavailable,
                "Expected to make the folder " + (folder / part).string() +
                    ", but: " + problem.message()
            );
        }
    }
    return std::unique_ptr<MaildirSender>(new MaildirSender(folder, std::move(settings)));
}

void MaildirSender::send(
    const reminder::DigestIssued& digest, std::function<void(SendReport)> done
) {
    const Result<Mail> mail = compose(digest, settings_);
    done(mail ? deliver(*mail, name_of(digest)) : refusal_of(mail.error()));
}

SendReport MaildirSender::deliver(const Mail& mail, const std::string& name) const {
    if (was_delivered(name)) {
        return {SendOutcome::sent, name + " (was there)", mail.sha256};
    }
    const fs::path draft = folder_ / "tmp" / name;
    if (const auto written = disk::write_file(draft, mail.octets, group_may_read); !written) {
        return {SendOutcome::not_sent, written.error().detail, mail.sha256};
    }
    std::error_code problem;
    fs::rename(draft, folder_ / "new" / name, problem);
    if (problem) {
        return {SendOutcome::not_sent, name + ": " + problem.message(), mail.sha256};
    }
    if (const auto synced = disk::sync_folder(folder_ / "new"); !synced) {
        return {SendOutcome::uncertain, synced.error().detail, mail.sha256};
    }
    return {SendOutcome::sent, name, mail.sha256};
}

// A mail reader moves what it has seen to cur/ and appends flags: "name:2,S".
bool MaildirSender::was_delivered(const std::string& name) const {
    std::error_code problem;
    if (fs::exists(folder_ / "new" / name, problem)) {
        return true;
    }
    fs::directory_iterator read(folder_ / "cur", problem);
    for (; !problem && read != fs::directory_iterator(); read.increment(problem)) {
        const std::string found = read->path().filename().string();
        if (found == name || found.starts_with(name + ":")) {
            return true;
        }
    }
    return false;
}

}  // namespace dunghan::mail
