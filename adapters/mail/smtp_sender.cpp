#include "adapters/mail/smtp_sender.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/directory/mail_address.h"

#include "adapters/mail/smtp_transfer.h"

namespace dunghan::mail {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Job {
    reminder::DigestIssued digest;
    std::function<void(SendReport)> done;
};

// For how long nothing is tried, and why.
class Brake {
 public:
    void pull(const std::string& why, std::chrono::milliseconds pause) {
        const std::lock_guard lock(mutex_);
        why_ = why;
        until_ = SteadyClock::now() + pause;
    }

    [[nodiscard]] std::optional<std::string> reason() {
        const std::lock_guard lock(mutex_);
        return SteadyClock::now() < until_ ? std::optional(why_) : std::nullopt;
    }

 private:
    std::mutex mutex_;
    std::string why_;
    SteadyClock::time_point until_{};
};

Result<void> check(const SmtpSettings& relay, const MailSettings& settings) {
    const bool names_a_relay =
        relay.url.starts_with("smtp://") || relay.url.starts_with("smtps://");
    // A name before the host would make "127.0.0.1:x@elsewhere" look like this machine.
    if (!names_a_relay || relay.url.find('@') != std::string::npos) {
        return fail(
            ErrorCode::invalid,
            "Expected smtp://host:port or smtps://host:port, but got " + relay.url
        );
    }
    if (!relay.starttls && !relay.url.starts_with("smtp://127.0.0.1:")) {
        return fail(
            ErrorCode::refused,
            "Expected STARTTLS or a relay on 127.0.0.1, but got plain SMTP to " + relay.url
        );
    }
    if (!is_mail_address(settings.from)) {
        return fail(
            ErrorCode::invalid, "Expected name@domain as the sender, but got " + settings.from
        );
    }
    if (relay.threads < 1 || relay.threads > 4) {
        return fail(
            ErrorCode::invalid,
            "Expected 1 to 4 connections, but got " + std::to_string(relay.threads)
        );
    }
    return {};
}

}  // namespace

struct SmtpSender::Inside {
    SmtpSettings relay;
    MailSettings settings;
    Executor executor;
    Brake brake;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> jobs;
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;

    void work();
    std::optional<Job> next_job();
    SendReport deliver(const Job& job, SmtpTransfer& transfer);
    void answer(const std::function<void(SendReport)>& done, SendReport report) const;
};

void SmtpSender::Inside::answer(const std::function<void(SendReport)>& done, SendReport report)
    const {
    executor([done, report = std::move(report)] { done(report); });
}

std::optional<Job> SmtpSender::Inside::next_job() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return stop || !jobs.empty(); });
    if (stop) {
        return std::nullopt;
    }
    Job job = std::move(jobs.front());
    jobs.pop_front();
    return job;
}

void SmtpSender::Inside::work() {
    SmtpTransfer transfer(relay, settings.from.substr(settings.from.find('@') + 1));
    while (const std::optional<Job> job = next_job()) {
        answer(job->done, deliver(*job, transfer));
    }
}

SendReport SmtpSender::Inside::deliver(const Job& job, SmtpTransfer& transfer) {
    const Result<Mail> mail = compose(job.digest, settings);
    if (!mail) {
        return refusal_of(mail.error());
    }
    if (const auto reason = brake.reason()) {
        return own_words(SendOutcome::not_sent, *reason, mail->sha256);
    }
    SmtpAttempt attempt = transfer.perform(*mail, stop);
    if (attempt.misconfigured) {
        attempt.report.answer = "settings: " + attempt.report.answer;
        attempt.report.impersonal = "settings: " + attempt.report.impersonal;
        // It is said of other mails: what the relay told of this one's recipient stays out.
        brake.pull(attempt.report.impersonal, relay.pause_after_misconfiguration);
    }
    return attempt.report;
}

Result<std::unique_ptr<SmtpSender>> SmtpSender::open(
    SmtpSettings relay, MailSettings settings, Executor executor
) {
    if (const auto checked = check(relay, settings); !checked) {
        return tl::unexpected(checked.error());
    }
    auto inside = std::make_unique<Inside>();
    inside->relay = std::move(relay);
    inside->settings = std::move(settings);
    inside->executor = std::move(executor);
    return std::unique_ptr<SmtpSender>(new SmtpSender(std::move(inside)));
}

SmtpSender::SmtpSender(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
    for (std::size_t i = 0; i < inside_->relay.threads; ++i) {
        inside_->threads.emplace_back([inside = inside_.get()] { inside->work(); });
    }
}

SmtpSender::~SmtpSender() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->stop = true;
    }
    inside_->changed.notify_all();
    for (std::thread& thread : inside_->threads) {
        thread.join();
    }
    for (const Job& job : inside_->jobs) {
        inside_->answer(job.done, own_words(SendOutcome::not_sent, "the sender was closed"));
    }
}

void SmtpSender::send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) {
    std::unique_lock lock(inside_->mutex);
    if (inside_->jobs.size() >= inside_->relay.queue_max) {
        lock.unlock();
        inside_->answer(
            done, own_words(SendOutcome::not_sent, "too many mails wait for the relay")
        );
        return;
    }
    inside_->jobs.push_back({digest, std::move(done)});
    lock.unlock();
    inside_->changed.notify_one();
}

}  // namespace dunghan::mail
