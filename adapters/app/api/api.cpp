#include "adapters/app/api/api.h"

#include <chrono>

#include "engine/audit/as_of.h"
#include "engine/codec/names.h"
#include "engine/codec/rows.h"
#include "engine/projection/endpoint_history.h"

#include "adapters/app/api/guard.h"
#include "adapters/app/api/openapi.h"
#include "adapters/app/api/sessions.h"
#include "adapters/app/api/task_at.h"
#include "adapters/app/endpoint_json.h"

namespace dunghan::app::api {
namespace {

constexpr std::size_t reading_threads = 2;
constexpr std::size_t readings_waiting_max = 64;
constexpr std::chrono::seconds ready_turn_max{5};  // the loop turns once a second at least

http::Answer text_answer(const std::string& type, std::string body) {
    http::Answer answer;
    answer.type = type;
    answer.body = std::move(body);
    return answer;
}

Operation open_to_all(
    const std::string& path, const std::string& name, const std::string& summary
) {
    Operation operation;
    operation.route = {"GET", path, name, 0, {}};
    operation.tag = "service";
    operation.summary = summary;
    return operation;
}

// By the state of their delivery.
Result<std::map<std::string, std::uint64_t>> count_mails(const Store& store) {
    std::map<std::string, std::uint64_t> counts;
    Result<void> sound;
    const auto scanned =
        store.scan(dunghan::View::digest, {}, {}, [&](auto, std::string_view value) {
            sound = decode_digest_row(value).map([&](const auto& row) {
                ++counts[std::string(stored_name(row.delivery))];
            });
            return sound.has_value();
        });
    if (!scanned || !sound) {
        return tl::unexpected(scanned ? sound.error() : scanned.error());
    }
    return counts;
}

// Those that are not removed.
Result<std::vector<EndpointMetrics>> measure_endpoints(
    const View& view, const Store& store, const Ledger* ledger
) {
    std::vector<EndpointMetrics> measured;
    const auto states = endpoints_at(store, view.query);
    if (!states) {
        return tl::unexpected(states.error());
    }
    for (const endpoint::State& state : *states) {
        if (state.removed) {
            continue;
        }
        const auto progress = progress_of(state, ledger);
        if (!progress) {
            return tl::unexpected(progress.error());
        }
        const std::uint64_t seen = std::min(progress->standing.cursor, view.position.value);
        measured.push_back(
            {state.endpoint.id,
             state_name(state),
             view.position.value - seen,
             progress->open,
             progress->dead}
        );
    }
    return measured;
}

}  // namespace

struct Api::Inside {
    Inside(
        const Store& store,
        Engine& engine,
        Desk& desk,
        const Clock& clock,
        const PeopleHouse& people,
        const EndpointHouse& endpoints
    )
        : views(store, clock),
          told(store),
          tokens(store),
          denials(desk, clock),
          wishes(engine),
          sessions(people.passwords),
          context{
              views,
              told,
              tokens,
              desk,
              denials,
              workers,
              engine,
              wishes,
              sessions,
              endpoints,
              people.provider} {
        for (const auto& part :
             {task_operations,
              change_operations,
              event_operations,
              rule_operations,
              delivery_operations,
              token_operations,
              feed_operations,
              plan_operations,
              reminder_operations,
              session_operations,
              endpoint_operations}) {
            const Operations more = part(context);
            operations.insert(operations.end(), more.begin(), more.end());
        }
        add_service();
    }

    void add_service() {
        auto health = open_to_all("/healthz", "health", "The process lives");
        health.answer = "Health";
        health.route.act = at_once([](const http::Request&) {
            return json_answer({{"status", "ok"}});
        });
        auto ready = open_to_all("/readyz", "ready", "The engine turns, and takes commands");
        ready.answer = ready.not_yet = "Health";
        ready.route.act = at_once([this](const http::Request&) {
            const auto now = EngineMetrics::Steady::now();
            const bool turns = now - metrics.turned_at.load() < ready_turn_max;
            return json_answer({{"status", turns ? "ok" : "not_ready"}}, turns ? 200 : 503);
        });
        auto watch = open_to_all("/metrics", "metrics", "Numbers for Prometheus");
        watch.needs = access::Operation::read_metrics;
        watch.answer_type = "text/plain; version=0.0.4; charset=utf-8";
        watch.route.act = on_worker(context, [this](const http::Request&) { return measured(); });
        auto document = open_to_all("/openapi.json", "openapi", "This document");
        document.route.act = at_once([this](const http::Request&) {
            return text_answer("application/json", openapi_text);
        });
        auto docs = open_to_all("/docs", "docs", "This document, for people");
        docs.answer_type = "text/html; charset=utf-8";
        docs.route.act = at_once([this](const http::Request&) {
            return text_answer("text/html; charset=utf-8", docs_text);
        });
        operations.insert(operations.end(), {health, ready, watch, document, docs});
        openapi_text = openapi(operations).dump(2) + "\n";
        docs_text = docs_page(operations);
    }

    // Counted at the reading, from the views: they are never behind the log.
    [[nodiscard]] http::Answer measured() {
        const Store& store = views.store();
        const auto view = views.at({});
        if (!view) {
            return answer_to(view.error());
        }
        StoreMetrics counts{view->position.value, {}, {}, denials.count(), {}};
        const auto tasks =
            audit::visit_tasks(store, view->query, [&](const StreamId&, const task::State& state) {
                const auto verdict = judge(state, *view).verdict;
                ++counts.tasks[{std::string(to_text(state.kind)), std::string(to_text(verdict))}];
                return true;
            });
        const auto mails = count_mails(store);
        auto measured_endpoints = measure_endpoints(*view, store, context.endpoints.ledger());
        if (!tasks || !mails || !measured_endpoints) {
            return answer_to(
                !tasks  ? tasks.error()
                : mails ? measured_endpoints.error()
                        : mails.error()
            );
        }
        counts.mails = *mails;
        counts.endpoints = std::move(*measured_endpoints);
        return text_answer(
            "text/plain; version=0.0.4; charset=utf-8",
            metrics_text(metrics, counts, server ? server->counters() : http::Counters{})
        );
    }

    Views views;
    ToldTasks told;
    KnownTokens tokens;
    Denials denials;
    WishRequests wishes;
    Sessions sessions;  // after what its thread uses
    EngineMetrics metrics;
    std::unique_ptr<http::Server> server;
    Workers workers{reading_threads, readings_waiting_max};  // answers the server's connections
    Context context;
    Operations operations;
    std::string openapi_text;
    std::string docs_text;
};

Api::Api(
    const Store& store,
    Engine& engine,
    Desk& desk,
    const Clock& clock,
    const PeopleHouse& people,
    const EndpointHouse& endpoints
)
    : inside_(std::make_unique<Inside>(store, engine, desk, clock, people, endpoints)) {}

Api::~Api() {
    stop();
}

Result<void> Api::listen(const http::ServerSettings& settings) {
    std::vector<http::Route> routes;
    for (const Operation& operation : inside_->operations) {
        routes.push_back(operation.route);
    }
    auto server = http::Server::start(
        settings, http::Router(std::move(routes)), make_guard(inside_->context, inside_->operations)
    );
    if (!server) {
        return tl::unexpected(server.error());
    }
    inside_->server = std::move(*server);
    return {};
}

std::uint16_t Api::port() const {
    return inside_->server->port();
}

void Api::wake() {
    if (inside_->server) {
        inside_->server->wake();
    }
}

Result<void> Api::refresh() {
    identity::Provider* const provider = inside_->context.provider;
    const auto keys = provider != nullptr ? provider->refresh() : Result<void>{};
    const auto tls = inside_->server ? inside_->server->refresh_tls() : Result<void>{};
    if (!keys && !tls) {
        return fail(keys.error().code, keys.error().detail + "; " + tls.error().detail);
    }
    return keys ? tls : keys;
}

void Api::stop() {
    if (inside_->server) {
        inside_->server->stop();
    }
}

EngineMetrics& Api::metrics() {
    return inside_->metrics;
}

}  // namespace dunghan::app::api
