// One call under way: its request, and the attempt that becomes of it. Internal to the room.
#pragma once

#include <functional>
#include <list>

#include "adapters/webhook/answer.h"
#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

struct Job {
    Call call;
    std::function<void(Attempt)> done;
};

class Connection;

class Exchange {
 public:
    // Where it is, for whoever drives it.
    struct Place {
        std::list<std::shared_ptr<Exchange>>::iterator turn;  // the order in which time runs out
        std::shared_ptr<Connection> connection;               // null: one is being opened
        bool ended = false;
        bool sent_again = false;
    };

    Place place;

    using Clock = std::chrono::steady_clock;

    Exchange(Job job, Instant started, Clock::time_point begun)
        : job_(std::move(job)), started_(started), begun_(begun) {}

    // Signed with the second of its start; the same octets each time. In place of `text`, whose
    // room is used again.
    void write_request(std::string& text) const;

    [[nodiscard]] const Target& target() const { return *job_.call.target; }

    [[nodiscard]] std::shared_ptr<const Target> target_kept() const { return job_.call.target; }

    [[nodiscard]] Instant started() const { return started_; }

    [[nodiscard]] Clock::time_point begun() const { return begun_; }

    // The first octet may go out from here on.
    void let_go() { sent_ = true; }

    void deny(std::string reason) { denial_ = std::move(reason); }

    // How it ended: what was heard, and for people why no more was. Once; the attempt then belongs
    // to the caller.
    [[nodiscard]] Attempt end(
        Answer& answer, std::string trouble, const std::function<Instant()>& now
    );

    // No answer was heard.
    [[nodiscard]] Attempt end(std::string trouble);
    [[nodiscard]] Attempt time_out(std::string trouble);
    [[nodiscard]] Attempt break_off();  // the sender is closed

    [[nodiscard]] std::function<void(Attempt)> take_done() { return std::move(job_.done); }

 private:
    void write_event_fields(std::string& text) const;
    [[nodiscard]] Attempt attempt() const;

    Job job_;
    Instant started_;
    Clock::time_point begun_;
    bool sent_ = false;
    std::string denial_;  // of the last address that was refused
};

}  // namespace dunghan::webhook
