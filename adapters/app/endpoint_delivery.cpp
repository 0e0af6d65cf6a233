#include "adapters/app/endpoint_delivery.h"

#include <atomic>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/runtime/dispatcher.h"

#include "adapters/app/endpoint_sender.h"
#include "adapters/app/terminal.h"
#include "adapters/rocksdb/rocks_ledger.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

void tell(const DispatchReport& report, Instant now, bool as_json) {
    if (report.started + report.delivered + report.failed + report.troubles.size() == 0) {
        return;
    }
    if (as_json) {
        const Json json{
            {"at", to_rfc3339(now)},
            {"calls", report.started},
            {"delivered", report.delivered},
            {"failed", report.failed},
            {"given_up", report.given_up},
            {"troubles", report.troubles}};
        std::puts(json.dump().c_str());
    } else {
        std::printf(
            "  điểm nhận: %zu lần gửi, %zu đã nhận, %zu chưa nhận, %zu bỏ dở\n",
            report.started,
            report.delivered,
            report.failed,
            report.given_up
        );
        for (const std::string& trouble : report.troubles) {
            std::printf("  %s\n", paint(trouble, Colour::red).c_str());
        }
    }
    std::fflush(stdout);
}

}  // namespace

struct EndpointDelivery::Inside {
    Inside(const Settings& s, std::filesystem::path d, Writing& w, ServeLoop& l)
        : settings(s), data(std::move(d)), writing(w), executor(l.executor()) {}

    Result<void> open() {
        auto opened = RocksLedger::open(ledger_folder(data), RocksLedger::Mode::read_write);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        auto made = EndpointSender::open(settings.webhooks, data, executor, *writing.clock);
        if (!made) {
            return tl::unexpected(made.error());
        }
        ledger = std::move(*opened);
        sender = std::move(*made);
        DispatchSettings dispatch;
        dispatch.message_domain = settings.mail.domain;
        dispatch.keep_ms = settings.webhooks.keep_days * ms_per_day;
        dispatcher.emplace(*writing.engine, *ledger, *sender, dispatch);
        shown = ledger.get();
        return {};
    }

    // Who has no endpoints pays for none.
    Result<std::optional<Instant>> turn(bool stopping, bool as_json) {
        if (!dispatcher && writing.engine->views().endpoints().empty()) {
            return std::nullopt;
        }
        const auto opened = dispatcher ? Result<void>{} : open();
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        if (stopping) {
            dispatcher->begin_stop();
        }
        return dispatcher->turn().map([&](const DispatchReport& report) {
            tell(report, writing.clock->now(), as_json);
            return report.next;
        });
    }

    const Settings& settings;
    std::filesystem::path data;
    Writing& writing;
    EndpointSender::Executor executor;
    std::unique_ptr<RocksLedger> ledger;
    std::optional<Dispatcher> dispatcher;
    std::unique_ptr<EndpointSender> sender;  // goes before what its answers go to
    std::atomic<const Ledger*> shown = nullptr;
};

std::filesystem::path ledger_folder(const std::filesystem::path& data) {
    return data / "ledger";
}

EndpointDelivery::EndpointDelivery(
    const Settings& settings, std::filesystem::path data, Writing& writing, ServeLoop& loop
)
    : inside_(std::make_unique<Inside>(settings, std::move(data), writing, loop)) {}

EndpointDelivery::~EndpointDelivery() = default;

Result<void> EndpointDelivery::join(ServeOptions& serving, bool as_json) {
    Inside& inside = *inside_;
    if (const auto sound = EndpointSender::check(inside.settings.webhooks); !sound) {
        return sound;
    }
    serving.also = [&inside, as_json](bool stopping) { return inside.turn(stopping, as_json); };
    serving.is_quiet = [&inside, quiet = std::move(serving.is_quiet)] {
        return quiet() && (!inside.dispatcher || inside.dispatcher->under_way() == 0);
    };
    return {};
}

const Ledger* EndpointDelivery::ledger() const {
    return inside_->shown;
}

}  // namespace dunghan::app
