#include "adapters/app/endpoint_json.h"

#include "engine/codec/names.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

Json maybe(const std::optional<Instant>& at) {
    return at ? Json(to_rfc3339(*at)) : Json();
}

Result<std::size_t> count_of(const Ledger& ledger, LedgerTable table, const std::string& id) {
    std::size_t count = 0;
    return ledger
        .scan(
            table,
            first_key_of(id),
            end_of_keys_of(id),
            [&](auto, auto) {
                ++count;
                return true;
            }
        )
        .map([&] { return count; });
}

Json secrets_json(const endpoint::State& state) {
    Json list = Json::array();
    for (const endpoint::Secret& secret : state.secrets) {
        list.push_back(
            {{"id", secret.mark.id},
             {"public_key", secret.mark.public_key},
             {"until", maybe(secret.until)}}
        );
    }
    return list;
}

Json grants_json(const endpoint::State& state, Instant now) {
    Json list = Json::array();
    for (const endpoint::EgressGrant& grant : state.grants) {
        list.push_back(
            {{"range", grant.range},
             {"port", grant.port},
             {"expires", to_rfc3339(grant.expires)},
             {"expired", grant.expires <= now}}
        );
    }
    return list;
}

// What an endpoint answered is what it likes: octets that are no UTF-8 become U+FFFD.
std::string readable(const std::string& text) {
    const std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    return Json::parse(quoted).get<std::string>();
}

}  // namespace

Result<Progress> progress_of(const endpoint::State& state, const Ledger* ledger) {
    Progress progress;
    progress.standing.cursor = state.created;
    if (ledger == nullptr) {
        return progress;
    }
    const std::string& id = state.endpoint.id;
    const auto row = ledger->get(LedgerTable::standing, id);
    const auto open = count_of(*ledger, LedgerTable::open, id);
    const auto dead = count_of(*ledger, LedgerTable::dead, id);
    if (!row || !open || !dead) {
        return tl::unexpected(!row ? row.error() : open ? dead.error() : open.error());
    }
    progress.open = *open;
    progress.dead = *dead;
    if (!*row) {
        return progress;
    }
    return decode_standing(**row).map([&](const endpoint::Standing& standing) {
        progress.standing = standing;
        return progress;
    });
}

Result<void> visit_attempts(
    const std::string& endpoint,
    const Ledger* ledger,
    const std::string& cursor,
    const std::function<bool(std::string_view key, const endpoint::Attempt& attempt)>& visit
) {
    if (ledger == nullptr) {
        return {};
    }
    std::optional<Error> broken;
    const auto scanned = ledger->scan(
        LedgerTable::attempt,
        first_key_of(endpoint),
        cursor.empty() ? end_of_keys_of(endpoint) : cursor,
        [&](std::string_view key, std::string_view value) {
            const auto attempt = decode_attempt(value);
            if (!attempt) {
                broken = attempt.error();
                return false;
            }
            return visit(key, *attempt);
        },
        Ledger::Order::backwards
    );
    return broken ? tl::unexpected(*broken) : scanned;
}

std::string state_name(const endpoint::State& state) {
    return state.removed ? "removed" : state.disabled ? "disabled" : "active";
}

Json endpoint_json(
    const endpoint::State& state, const std::optional<Progress>& progress, Instant now
) {
    const endpoint::Endpoint& said = state.endpoint;
    const auto known = [&](const auto& value) { return progress ? Json(value) : Json(); };
    const Progress way = progress.value_or(Progress{});
    return {
        {"id", said.id},
        {"url", said.url},
        {"owner", said.owner},
        {"agency", said.agency},
        {"types", said.types},
        {"ordered", said.ordered},
        {"state", state_name(state)},
        {"cause", state.disabled ? Json(name_of(state.cause)) : Json()},
        {"reason", state.reason},
        {"created", to_rfc3339(state.created_at)},
        {"secrets", secrets_json(state)},
        {"grants", grants_json(state, now)},
        {"cursor", known(way.standing.cursor)},
        {"open", known(way.open)},
        {"dead", known(way.dead)},
        {"failing_since",
         way.standing.streak ? Json(to_rfc3339(way.standing.streak->first)) : Json()},
        {"version", state.version.value}};
}

Json attempt_json(const endpoint::Attempt& attempt) {
    return {
        {"at", to_rfc3339(attempt.started)},
        {"position", attempt.position},
        {"attempt", attempt.number},
        {"message", attempt.message},
        {"type", attempt.type},
        {"url", attempt.url},
        {"outcome", stored_name(attempt.outcome)},
        {"status", attempt.status},
        {"latency_ms", attempt.latency_ms},
        {"answer", readable(attempt.answer)},
        {"error", readable(attempt.error)},
        {"next", maybe(attempt.next)},
        {"dead", attempt.dead}};
}

}  // namespace dunghan::app
