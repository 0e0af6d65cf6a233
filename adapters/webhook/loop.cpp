#include "adapters/webhook/loop.h"

#include <curl/curl.h>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/base/assert.h"

#include "adapters/webhook/lanes.h"
#include "adapters/webhook/transfer.h"

namespace dunghan::webhook {
namespace {

constexpr int wait_ms = 1'000;  // a wake-up ends it; nothing hangs on its length
constexpr std::chrono::seconds own_addresses_age_max{1};

// Asking the machine for each request would cost more than the request.
class OwnAddresses {
 public:
    const std::vector<IpAddress>* operator()() {
        const auto now = std::chrono::steady_clock::now();
        if (!known_ || now - read_at_ >= own_addresses_age_max) {
            known_ = own_addresses();
            read_at_ = now;
        }
        return *known_ ? &**known_ : nullptr;
    }

 private:
    std::optional<Result<std::vector<IpAddress>>> known_;
    std::chrono::steady_clock::time_point read_at_;
};

// A transfer and the call it carries.
struct Seat {
    explicit Seat(const TransferSurroundings& around) : transfer(around) {}

    Transfer transfer;
    std::optional<Job> job;
};

Attempt not_tried(std::string why) {
    Attempt attempt;
    attempt.error = std::move(why);
    return attempt;
}

}  // namespace

struct Loop::Inside {
    Inside(
        const WebhookSettings& chosen,
        const std::function<Instant()>& clock,
        const Answer& answering
    )
        : settings(chosen),
          now(clock),
          answer(answering),
          around{settings, now, [this] { return own(); }},
          lanes(chosen.waiting_max, chosen.origin_waiting_max, chosen.per_origin_max) {}

    const WebhookSettings& settings;
    const std::function<Instant()>& now;
    const Answer& answer;
    OwnAddresses own;
    TransferSurroundings around;
    CURLM* multi = nullptr;
    std::vector<std::unique_ptr<Seat>> seats;
    std::vector<Seat*> free_seats;

    std::mutex mutex;
    Lanes<Job> lanes;   // guarded
    bool stop = false;  // guarded
    std::thread thread;

    void open();
    void work();
    std::optional<Job> next_job();
    bool stopping();
    void start_what_fits();
    void collect();
    void end(Seat& seat, Attempt attempt);
    void close();
};

void Loop::Inside::open() {
    multi = curl_multi_init();
    DUNGHAN_ASSERT(multi != nullptr);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(settings.in_flight_max * 4));
    for (std::size_t i = 0; i < settings.in_flight_max; ++i) {
        seats.push_back(std::make_unique<Seat>(around));
        Seat* const seat = seats.back().get();
        curl_easy_setopt(seat->transfer.handle(), CURLOPT_PRIVATE, seat);
        free_seats.push_back(seat);
    }
}

std::optional<Job> Loop::Inside::next_job() {
    const std::lock_guard lock(mutex);
    return lanes.start_next();
}

bool Loop::Inside::stopping() {
    const std::lock_guard lock(mutex);
    return stop;
}

void Loop::Inside::start_what_fits() {
    while (!free_seats.empty()) {
        std::optional<Job> job = next_job();
        if (!job) {
            return;
        }
        Seat& seat = *free_seats.back();
        free_seats.pop_back();
        seat.job = std::move(job);
        seat.transfer.start(seat.job->call);
        const CURLMcode added = curl_multi_add_handle(multi, seat.transfer.handle());
        DUNGHAN_ASSERT(added == CURLM_OK);
    }
}

void Loop::Inside::end(Seat& seat, Attempt attempt) {
    curl_multi_remove_handle(multi, seat.transfer.handle());
    const Job job = std::move(*seat.job);
    seat.job.reset();
    free_seats.push_back(&seat);
    {
        const std::lock_guard lock(mutex);
        lanes.end(job.call.target->url.origin);
    }
    answer(job.done, std::move(attempt));
}

void Loop::Inside::collect() {
    int left = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi, &left)) {
        void* user = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &user);
        Seat& seat = *static_cast<Seat*>(user);
        end(seat, seat.transfer.finish(message->data.result));
    }
}

void Loop::Inside::work() {
    while (!stopping()) {
        start_what_fits();
        int running = 0;
        curl_multi_perform(multi, &running);
        const std::size_t before = free_seats.size();
        collect();
        if (free_seats.size() == before) {
            curl_multi_poll(multi, nullptr, 0, wait_ms, nullptr);
        }
    }
    close();
}

void Loop::Inside::close() {
    collect();
    for (const auto& seat : seats) {
        if (seat->job) {
            end(*seat, seat->transfer.break_off());
        }
    }
    const std::lock_guard lock(mutex);
    while (const std::optional<Job> job = lanes.take_any()) {
        answer(job->done, not_tried("the sender was closed"));
    }
}

Loop::Loop(
    const WebhookSettings& settings, const std::function<Instant()>& now, const Answer& answer
)
    : inside_(std::make_unique<Inside>(settings, now, answer)) {
    inside_->open();
    inside_->thread = std::thread([inside = inside_.get()] { inside->work(); });
}

Loop::~Loop() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->stop = true;
    }
    curl_multi_wakeup(inside_->multi);
    inside_->thread.join();
    inside_->seats.clear();
    curl_multi_cleanup(inside_->multi);
}

void Loop::push(Job job) {
    bool taken = false;
    {
        const std::lock_guard lock(inside_->mutex);
        taken = inside_->lanes.push(job.call.target->url.origin, job);
    }
    if (!taken) {
        inside_->answer(job.done, not_tried("too many calls wait"));
        return;
    }
    curl_multi_wakeup(inside_->multi);
}

}  // namespace dunghan::webhook
