// `dunghan endpoint list` and `show`: beside a running `serve`, or not.
#include <cstdio>

#include "engine/projection/endpoint_history.h"

#include "adapters/app/endpoint.h"
#include "adapters/app/endpoint_delivery.h"
#include "adapters/app/endpoint_json.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/terminal.h"
#include "adapters/rocksdb/rocks_ledger.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t attempts_shown = 20;

struct Open {
    Reading reading;
    std::unique_ptr<RocksLedger> ledger;  // null: nothing was ever sent
};

Result<Open> open(const Options& options) {
    auto reading = open_reading(options);
    if (!reading) {
        return tl::unexpected(reading.error());
    }
    auto ledger = RocksLedger::open(ledger_folder(options.data), RocksLedger::Mode::read_only);
    if (!ledger && ledger.error().code != ErrorCode::not_found) {
        return tl::unexpected(ledger.error());
    }
    return Open{std::move(*reading), ledger ? std::move(*ledger) : nullptr};
}

std::string state_words(const endpoint::State& state) {
    if (state.removed) {
        return "đã bỏ";
    }
    return state.disabled ? "đã ngừng: " + state.reason : "đang nhận";
}

void tell(const std::vector<std::pair<endpoint::State, Progress>>& all) {
    TextTable table(
        {{"Điểm nhận", false, 24},
         {"Đơn vị", false, 28},
         {"Địa chỉ", false, 48},
         {"Đã xem đến", true, 10},
         {"Chờ gửi", true, 8},
         {"Bỏ dở", true, 8},
         {"Tình trạng", false, 40}}
    );
    for (const auto& [state, progress] : all) {
        table.add(
            {{state.endpoint.id},
             {state.endpoint.agency.empty() ? "tất cả" : state.endpoint.agency},
             {state.endpoint.url},
             {std::to_string(progress.standing.cursor)},
             {std::to_string(progress.open)},
             {std::to_string(progress.dead)},
             {state_words(state), state.receives() ? Colour::plain : Colour::dim}}
        );
    }
    std::fputs(all.empty() ? "Chưa có điểm nhận nào.\n" : table.text().c_str(), stdout);
}

void tell(const std::vector<endpoint::Attempt>& attempts) {
    for (const endpoint::Attempt& attempt : attempts) {
        std::printf(
            "%s  %s  %s lần %u: %s%s%s, %lld ms%s\n",
            to_rfc3339(attempt.started).c_str(),
            attempt.message.c_str(),
            attempt.type.c_str(),
            attempt.number,
            std::string(name_of(attempt.outcome)).c_str(),
            attempt.status == 0 ? "" : " ",
            attempt.status == 0 ? "" : std::to_string(attempt.status).c_str(),
            static_cast<long long>(attempt.latency_ms),
            attempt.next   ? ("; thử lại " + to_rfc3339(*attempt.next)).c_str()
            : attempt.dead ? "; bỏ dở"
                           : ""
        );
    }
}

}  // namespace

int run_endpoint_list(const Options& options) {
    const auto opened = open(options);
    const auto states = opened ? endpoints_at(*opened->reading.store, opened->reading.query)
                               : tl::unexpected(opened.error());
    if (!states) {
        return complain(states.error());
    }
    std::vector<std::pair<endpoint::State, Progress>> all;
    Json json = Json::array();
    for (const endpoint::State& state : *states) {
        const auto progress = progress_of(state, opened->ledger.get());
        if (!progress) {
            return complain(progress.error());
        }
        all.emplace_back(state, *progress);
        json.push_back(endpoint_json(state, *progress, opened->reading.query.as_of));
    }
    if (options.json) {
        std::puts(json.dump(2).c_str());
    } else {
        tell(all);
    }
    return exit_ok;
}

int run_endpoint_show(const Options& options, const std::string& id) {
    const auto opened = open(options);
    const auto state = opened ? endpoint_at(*opened->reading.store, id, opened->reading.query)
                              : tl::unexpected(opened.error());
    if (!state) {
        return complain(state.error());
    }
    if (!state->exists()) {
        return complain(Error{
            ErrorCode::not_found,
            "Expected the id of an endpoint, but got '" + id +
                "'; `dunghan endpoint list` shows them"});
    }
    std::vector<endpoint::Attempt> attempts;
    const auto progress = progress_of(*state, opened->ledger.get());
    const auto visited =
        visit_attempts(id, opened->ledger.get(), "", [&](auto, const endpoint::Attempt& attempt) {
            attempts.push_back(attempt);
            return attempts.size() < attempts_shown;
        });
    if (!progress || !visited) {
        return complain(progress ? visited.error() : progress.error());
    }
    if (options.json) {
        Json json = endpoint_json(*state, *progress, opened->reading.query.as_of);
        json["attempts"] = Json::array();
        for (const endpoint::Attempt& attempt : attempts) {
            json["attempts"].push_back(attempt_json(attempt));
        }
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    tell({{*state, *progress}});
    tell(attempts);
    return exit_ok;
}

}  // namespace dunghan::app
