// How many signed calls leave in a second, beside a bare client that sends the same octets, and how
// long does one event take to a thousand endpoints?
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>

#include "engine/endpoint/stream.h"
#include "engine/projection/history.h"
#include "engine/runtime/dispatcher.h"

#include "adapters/asio/clock.h"
#include "adapters/rocksdb/rocks_ledger.h"
#include "adapters/webhook/cloud_event.h"
#include "adapters/webhook/webhook_sender.h"

#include "benchmarks/measure.h"
#include "benchmarks/office.h"
#include "benchmarks/webhook_peers.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t rounds = 3;
constexpr std::size_t pairs = 9;
constexpr std::size_t endpoints = 1'000;

struct Settings {
    std::filesystem::path folder;
    std::size_t calls = 100'000;
};

Record sample_event() {
    Record record;
    record.envelope.position = {1};
    record.envelope.stream = {"task/2.8"};
    record.envelope.type = EventType::progress_reported;
    record.envelope.schema = schema_of(record.envelope.type);
    record.payload =
        R"({"claimed":true,"note":"Đã trình Ủy ban nhân dân tỉnh","progress":"submitted","stage":""})";
    return record;
}

const webhook::CloudEventOrigin origin{"bench", "//bench/log"};

webhook::WebhookSettings sender_settings() {
    webhook::WebhookSettings settings;
    settings.egress.allow_loopback_for_tests = true;
    settings.per_origin_max = connections;
    settings.in_flight_max = connections;
    return settings;
}

std::shared_ptr<const webhook::Target> target_at(std::uint16_t port, const std::string& path) {
    auto target = std::make_shared<webhook::Target>();
    target->url =
        *webhook::check_url("http://127.0.0.1:" + std::to_string(port) + "/" + path, true);
    target->grants.push_back({*webhook::parse_cidr("127.0.0.1/32"), port, end_of_time});
    target->secrets.push_back(webhook::Secret::make(webhook::SecretKind::shared));
    return target;
}

double bare_per_second(std::size_t calls) {
    const auto event = cloud_event(sample_event(), origin);
    insist(event.has_value(), "an event");
    // As long as a signed one.
    const std::string request =
        "POST /e HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: dunghan\r\ncontent-type: "
        "application/cloudevents+json; charset=utf-8\r\nwebhook-id: bench-1\r\nwebhook-timestamp: "
        "1666746001\r\nwebhook-signature: v1,5TTzNiubkAzSBMKpx8n+pNAQPz+TrQnrf79SIsSR7fg=\r\n"
        "Content-Length: " +
        std::to_string(event->body.size()) + "\r\n\r\n" + event->body;
    Receiver receiver;
    const auto begin = Clock::now();
    BareClient client(receiver.port(), request, calls);
    client.run();
    return static_cast<double>(calls) / Seconds(Clock::now() - begin).count();
}

double signed_per_second(std::size_t calls) {
    const auto event = cloud_event(sample_event(), origin);
    insist(event.has_value(), "an event");
    Receiver receiver;
    const auto target = target_at(receiver.port(), "e");
    const auto body = std::make_shared<const std::string>(event->body);
    asio::io_context io;
    const auto sender = webhook::WebhookSender::open(
        sender_settings(),
        [&](std::function<void()> answer) { asio::post(io, std::move(answer)); },
        [] { return RealClock().now(); }
    );
    insist(sender.has_value(), "a sender");
    const auto work = asio::make_work_guard(io);
    std::size_t started = 0;
    std::size_t ended = 0;
    const std::function<void()> send = [&] {
        if (started++ >= calls) {
            return;
        }
        (*sender)->send({target, "bench-1", body}, [&](const webhook::Attempt& attempt) {
            insist(attempt.outcome == webhook::Outcome::delivered, "a delivery: " + attempt.error);
            if (++ended == calls) {
                io.stop();
            }
            send();
        });
    };
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < 4 * connections; ++i) {
        send();
    }
    io.run();
    return static_cast<double>(calls) / Seconds(Clock::now() - begin).count();
}

// The dispatcher's port over the sender, without the program around it.
class Caller final : public CallSender {
 public:
    Caller(asio::io_context& io, std::uint16_t port) {
        auto opened = webhook::WebhookSender::open(
            sender_settings(),
            [&io](std::function<void()> answer) { asio::post(io, std::move(answer)); },
            [] { return RealClock().now(); }
        );
        insist(opened.has_value(), "a sender");
        sender_ = std::move(*opened);
        target_ = target_at(port, "e");
    }

    [[nodiscard]] std::string message_id(Position event) const override {
        return "bench-" + std::to_string(event.value);
    }

    void send(const endpoint::State&, std::shared_ptr<const Record> event, Done done) override {
        if (!body_ || position_ != event->envelope.position) {
            const auto made = cloud_event(*event, origin);
            insist(made.has_value(), "an event");
            body_ = std::make_shared<const std::string>(made->body);
            position_ = event->envelope.position;
        }
        sender_->send(
            {target_, message_id(event->envelope.position), body_},
            [done = std::move(done)](const webhook::Attempt& attempt) {
                endpoint::CallReport report;
                report.outcome = attempt.outcome == webhook::Outcome::delivered
                                     ? endpoint::CallOutcome::delivered
                                 : attempt.outcome == webhook::Outcome::not_tried
                                     ? endpoint::CallOutcome::not_tried
                                     : endpoint::CallOutcome::failed;
                report.started = attempt.started;
                report.status = attempt.status;
                done(report);
            }
        );
    }

    void forget(const std::string&) override {}

 private:
    std::shared_ptr<const webhook::Target> target_;
    std::shared_ptr<const std::string> body_;
    Position position_;
    std::unique_ptr<webhook::WebhookSender> sender_;
};

void create_endpoints(Engine& engine) {
    std::vector<Request> requests;
    for (std::size_t i = 0; i < endpoints; ++i) {
        endpoint::Endpoint content;
        content.id = "e-" + std::to_string(i);
        content.url = "https://bench.example/";
        content.owner = "bench@bench.example";
        Request request;
        request.stream = endpoint::stream_of(content.id);
        request.id = command_id_from(request.stream.value);
        request.actor = "bench";
        request.command = endpoint::Command(endpoint::Create{content, {"s1", ""}});
        requests.push_back(std::move(request));
    }
    for (const Outcome& outcome : engine.execute(requests)) {
        insist(outcome.has_value(), "an endpoint");
    }
}

// From the command that records one event to the last of the answers that the ledger holds.
void measure_fan_out(const Settings& settings) {
    Office office(settings.folder / "fan_out", rounds);
    create_endpoints(office.engine());
    auto ledger = RocksLedger::open(settings.folder / "ledger", RocksLedger::Mode::read_write);
    insist(ledger.has_value(), "a ledger");
    Receiver receiver;
    asio::io_context io;
    const auto work = asio::make_work_guard(io);
    Caller caller(io, receiver.port());
    Dispatcher dispatcher(office.engine(), **ledger, caller, {});
    const auto settle = [&] {
        for (;;) {
            io.poll();
            const auto report = dispatcher.turn();
            insist(report.has_value(), "a turn");
            if (dispatcher.under_way() == 0 &&
                (!report->next || *report->next > office.engine().now())) {
                return;
            }
            if (dispatcher.under_way() > 0) {
                io.run_one();
            }
        }
    };
    settle();
    for (std::size_t round = 0; round < rounds; ++round) {
        const std::size_t before = receiver.taken();
        const auto begin = Clock::now();
        office.run({report(round, {1})});
        settle();
        const double took = Seconds(Clock::now() - begin).count();
        insist(receiver.taken() - before == endpoints, "one call to each endpoint");
        std::printf(
            "fan-out  one event to %zu endpoints: %.1f ms, %.0f calls/s\n",
            endpoints,
            took * 1e3,
            static_cast<double>(endpoints) / took
        );
    }
}

// In pairs, one right after the other: the machine is not the same for long.
void measure_signed(const Settings& settings) {
    std::vector<double> ratios;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const double bare = bare_per_second(settings.calls);
        const double ours = signed_per_second(settings.calls);
        ratios.push_back(ours / bare);
        std::printf(
            "signed   %.0f calls/s; bare Beast client %.0f; ratio %.2f\n", ours, bare, ours / bare
        );
    }
    std::ranges::sort(ratios);
    std::printf("signed   median ratio of %zu pairs: %.2f\n", pairs, ratios[pairs / 2]);
}

void measure(const Settings& settings) {
    measure_signed(settings);
    measure_fan_out(settings);
}

}  // namespace
}  // namespace dunghan::bench

int main(int argc, char** argv) {
    dunghan::bench::Settings settings;
    if (argc < 2) {
        dunghan::bench::give_up("expected a folder, and perhaps how many calls");
    }
    settings.folder = argv[1];
    if (argc > 2) {
        settings.calls = std::stoul(argv[2]);
    }
    dunghan::bench::measure(settings);
}
