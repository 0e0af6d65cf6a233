#include "adapters/app/http_api.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "adapters/app/api/api.h"

namespace dunghan::app {
namespace {

constexpr unsigned threads_max = 4;

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

Result<Address> address_of(const std::string& text) {
    const auto colon = text.rfind(':');
    Address address;
    const char* end = text.data() + text.size();
    const char* begin = end - (colon == std::string::npos ? 0 : text.size() - colon - 1);
    const auto read = std::from_chars(begin, end, address.port);
    if (colon == std::string::npos || colon == 0 || read.ec != std::errc{} || read.ptr != end) {
        return fail(
            ErrorCode::invalid,
            "Expected --listen to be an address with a port, like 127.0.0.1:8080, but got '" +
                text + "'"
        );
    }
    address.host = text.substr(0, colon);
    if (address.host.starts_with('[') && address.host.ends_with(']')) {
        address.host = address.host.substr(1, address.host.size() - 2);
    }
    return address;
}

}  // namespace

struct HttpApi::Inside {
    Inside(
        Writing& writing_in,
        ServeLoop& loop,
        const api::PeopleHouse& people,
        api::EndpointHouse house
    )
        : writing(writing_in),
          endpoints(std::move(house)),
          desk(*writing.engine, loop.executor()),
          api(*writing.store, *writing.engine, desk, *writing.clock, people, endpoints) {}

    // How long after the instant the tick before had named this one did something.
    void note_lateness(const TickReport& report) {
        const bool worked = report.fired + report.opened + report.reminded + report.claimed > 0;
        if (worked && next) {
            const auto late = writing.clock->now().ms - next->ms;
            api.metrics().lateness.add(static_cast<double>(std::max<std::int64_t>(late, 0)) / 1000);
        }
        next = report.next;
    }

    void note_turn(const TickReport& report) {
        note_lateness(report);
        api.metrics().turned_at = std::chrono::steady_clock::now();
        if (const Position head = writing.store->head(); head != known) {
            known = head;
            api.wake();
        }
    }

    Writing& writing;
    api::EndpointHouse endpoints;
    Desk desk;
    api::Api api;
    std::string url;
    bool exposed = false;
    std::optional<Instant> next;
    Position known;
    std::thread stopper;  // Api::stop() waits for answers that the loop must give
    std::atomic<bool> stopped = false;
};

HttpApi::HttpApi(
    Writing& writing, ServeLoop& loop, const api::PeopleHouse& people, api::EndpointHouse endpoints
)
    : inside_(std::make_unique<Inside>(writing, loop, people, std::move(endpoints))) {}

HttpApi::~HttpApi() {
    if (inside_->stopper.joinable()) {
        inside_->stopper.join();
    }
    inside_->api.stop();
    inside_->desk.close();
}

Result<void> HttpApi::start(const ListenOptions& listen, ServeOptions& serving) {
    const auto address = address_of(listen.address);
    if (!address) {
        return tl::unexpected(address.error());
    }
    http::ServerSettings settings;
    settings.address = address->host;
    settings.port = address->port;
    settings.hosts = listen.hosts;
    settings.threads = std::clamp(std::thread::hardware_concurrency(), 1U, threads_max);
    if (!listen.tls.certificate.empty()) {
        settings.tls = listen.tls;
    }
    Inside& inside = *inside_;
    inside.desk.on_group([&inside](std::size_t commands) {
        inside.api.metrics().group.add(static_cast<double>(commands));
        inside.api.metrics().commands += commands;
        inside.api.wake();
    });
    if (const auto started = inside.api.listen(settings); !started) {
        return started;
    }
    const bool local = address->host.starts_with("127.") || address->host == "::1";
    inside.exposed = !local && !settings.tls;
    inside.url = (settings.tls ? "https://" : "http://") +
                 listen.address.substr(0, listen.address.rfind(':')) + ":" +
                 std::to_string(inside.api.port());
    serving.report = [&inside, report = std::move(serving.report)](const TickReport& tick) {
        inside.note_turn(tick);
        if (const auto fresh = inside.api.refresh(); fresh) {
            report(tick);
        } else {
            TickReport told = tick;
            told.troubles.push_back(fresh.error().detail);
            report(told);
        }
    };
    serving.begin_stop = [&inside] {
        inside.stopper = std::thread([&inside] {
            inside.api.stop();
            inside.stopped = true;
        });
    };
    serving.is_quiet = [&inside, quiet = std::move(serving.is_quiet)] {
        return inside.stopped.load() && quiet();
    };
    return {};
}

bool HttpApi::is_exposed() const {
    return inside_->exposed;
}

std::string HttpApi::url() const {
    return inside_->url;
}

}  // namespace dunghan::app
