// `dunghan serve`: the scheduler, until it is told to stop.
#include "adapters/asio/serve.h"

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <utility>

#include "engine/runtime/compose.h"

#include "adapters/app/checkpointing.h"
#include "adapters/app/commands.h"
#include "adapters/app/day_lines.h"
#include "adapters/app/endpoint_delivery.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/person_sender.h"
#include "adapters/app/persons.h"
#include "adapters/app/sender.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"
#include "adapters/app/user.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

bool is_news(const TickReport& report) {
    return report.opened + report.assigned + report.reminded + report.digests + report.claimed +
                   report.stale >
               0 ||
           !report.troubles.empty();
}

// A corrected calendar goes over all running terms, tick by tick. How far it has got is told now
// and then, and at its end; a tick in between may have looked at no term at all.
class Reckoning {
 public:
    // What has come together, when it is time to tell; else nothing.
    std::optional<TickReport> add(const TickReport& report) {
        if (report.calendars != sum_.calendars) {  // another version came: it begins anew
            sum_ = {};
            sum_.calendars = report.calendars;
            told_ = 0;
        }
        sum_.reckoned += report.reckoned;
        sum_.touched += report.touched;
        sum_.moved += report.moved;
        sum_.applied = report.applied;
        if (report.applied ? sum_.reckoned == 0 : sum_.reckoned < told_ + told_every) {
            return std::nullopt;
        }
        told_ = sum_.reckoned;
        return sum_;
    }

 private:
    static constexpr std::size_t told_every = 50'000;

    TickReport sum_;
    std::size_t told_ = 0;
};

void tell_reckoning(const TickReport& sum, Instant now, bool as_json) {
    if (as_json) {
        const Json json{
            {"at", to_rfc3339(now)},
            {"calendars", sum.calendars},
            {"reckoned", sum.reckoned},
            {"touched", sum.touched},
            {"moved", sum.moved},
            {"applied", sum.applied}};
        std::puts(json.dump().c_str());
    } else {
        std::printf(
            "  lịch làm việc %s: đã xem %zu việc, tính lại %zu việc, dời hạn %zu việc%s\n",
            sum.calendars.c_str(),
            sum.reckoned,
            sum.touched,
            sum.moved,
            sum.applied ? "; xong" : ""
        );
    }
    std::fflush(stdout);
}

void tell_json(const TickReport& report, Instant now) {
    Json json;
    json["at"] = to_rfc3339(now);
    json["opened"] = report.opened;
    json["assigned"] = report.assigned;
    json["reminded"] = report.reminded;
    json["digests"] = report.digests;
    json["deliveries"] = report.claimed;
    json["troubles"] = report.troubles;
    if (report.next) {
        json["next"] = to_rfc3339(*report.next);
    }
    std::puts(json.dump().c_str());
}

void tell_people(const TickReport& report, Instant now, const Zone& zone) {
    std::printf(
        "%s %s  %s việc được nhắc, %s thư lập, %s thư đang gửi\n",
        to_vietnamese(date_at(now, zone)).c_str(),
        time_words(minute_of_day(now, zone)).c_str(),
        two_digits(report.reminded).c_str(),
        two_digits(report.digests).c_str(),
        two_digits(report.claimed).c_str()
    );
    if (report.opened + report.assigned > 0) {
        std::printf(
            "  %s kỳ được mở, %s việc được giao\n",
            two_digits(report.opened).c_str(),
            two_digits(report.assigned).c_str()
        );
    }
    for (const std::string& trouble : report.troubles) {
        std::printf("  %s\n", paint(trouble, Colour::red).c_str());
    }
}

Result<std::optional<Instant>> end_of(const Options& options, const Zone& zone) {
    if (options.until.empty()) {
        return std::nullopt;
    }
    return parse_instant(options.until, zone).map([](Instant at) { return std::optional(at); });
}

void tell_listening(const std::string& url, bool as_json) {
    if (as_json) {
        std::puts(Json{{"listening", url}}.dump().c_str());
    } else {
        std::printf("  API: %s (tài liệu: %s/docs)\n", url.c_str(), url.c_str());
    }
    std::fflush(stdout);
}

void warn_of_exposure() {
    std::fputs(
        "API nghe trên mạng mà không mã hóa: ai nghe lén cũng lấy được token. Dùng "
        "--tls-certificate và --tls-key, hoặc đặt sau một reverse proxy có TLS.\n",
        stderr
    );
}

// The store failed: attempts under way are not waited for, nothing may be written any more, and the
// next start settles what became of the last group.
[[noreturn]] void end_at_once(const Error& error) {
    const int code = complain(error);
    std::fflush(nullptr);
    std::_Exit(code);
}

// Null: nobody is signed in elsewhere.
Result<std::unique_ptr<identity::Provider>> open_provider(const Settings::Identity& settings) {
    if (settings.issuer.empty()) {
        return nullptr;
    }
    return identity::Provider::open(
        {{settings.issuer, settings.audience, settings.claim}, settings.jwks_file}
    );
}

Result<void> serve(const Options& options, const ListenOptions& listen) {
    const auto settings = load_settings(options);
    auto writing = open_writing(options, true);
    if (!settings || !writing) {
        return tl::unexpected(settings ? writing.error() : settings.error());
    }
    const auto& policy = writing->engine->views().policy();
    const Zone zone = policy ? policy->zone : Zone{};
    const auto until = end_of(options, zone);
    if (!until) {
        return tl::unexpected(until.error());
    }
    ServeLoop loop;
    auto sender = make_sender(*settings, options.data, loop.executor());
    if (!sender) {
        return tl::unexpected(sender.error());
    }
    Engine& engine = *writing->engine;
    PersonSender persons(
        **sender,
        *writing->store,
        key_ring(options.data),
        [&](reminder::DigestIssued& digest) {
            address_to_agency(digest, engine.views().directory(), *engine.views().policy());
        }
    );
    Scheduler scheduler(engine, persons, {settings->mail.domain});
    if (const auto recovered = scheduler.recover(); !recovered) {
        return recovered;
    }
    Checkpointing checkpointing(*writing->engine, options.data, settings->witness_file);
    if (const auto begun = checkpointing.begin(); !begun) {
        return begun;
    }
    const Clock& clock = *writing->clock;
    ServeOptions serving;
    serving.until = *until;
    serving.rate = options.clock.empty() ? 1 : options.clock_rate;
    Reckoning reckoning;
    serving.report = [&](const TickReport& report) {
        if (const auto sum = reckoning.add(report)) {
            tell_reckoning(*sum, clock.now(), options.json);
        }
        if (is_news(report)) {
            options.json ? tell_json(report, clock.now()) : tell_people(report, clock.now(), zone);
            std::fflush(stdout);
        }
    };
    if (!options.json) {
        std::printf(
            "dunghan đang chạy từ %s (tiến trình %d); dừng bằng Ctrl-C\n",
            to_rfc3339(clock.now()).c_str(),
            static_cast<int>(getpid())
        );
        std::fflush(stdout);
    }
    const auto held = outbox_held(*writing->store);
    if (!held) {
        return tl::unexpected(held.error());
    }
    if (*held && options.json) {
        std::puts(Json{{"at", to_rfc3339(clock.now())}, {"outbox_held", true}}.dump().c_str());
        std::fflush(stdout);
    } else if (*held) {
        warn_of_held(options, **held);
    }
    serving.health = [&] {
        return writing->store->health().and_then([&] { return checkpointing.tick(); });
    };
    EndpointDelivery endpoints(*settings, options.data, *writing, loop);
    if (const auto joined = endpoints.join(serving, options.json); !joined) {
        return joined;
    }
    const auto provider = open_provider(settings->identity);
    if (!provider) {
        return tl::unexpected(provider.error());
    }
    std::optional<HttpApi> api;
    if (!listen.address.empty()) {
        api.emplace(
            *writing,
            loop,
            api::PeopleHouse{passwords_of(options.data), provider->get()},
            api::EndpointHouse{
                EndpointWishes(settings->webhooks, options.data),
                [&] { return endpoints.ledger(); }}
        );
        if (const auto started = api->start(listen, serving); !started) {
            return started;
        }
        tell_listening(api->url(), options.json);
        if (api->is_exposed()) {
            warn_of_exposure();
        }
    }
    const auto ended = loop.run(scheduler, clock, serving);
    if (!ended && ended.error().code == ErrorCode::unavailable) {
        end_at_once(ended.error());
    }
    return ended ? checkpointing.end() : ended;
}

}  // namespace

int run_serve(const Options& options, const ListenOptions& listen) {
    const auto served = serve(options, listen);
    return served ? exit_ok : complain(served.error());
}

}  // namespace dunghan::app
