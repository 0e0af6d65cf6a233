// `dunghan agencies`: who lags in what.
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/late.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

// What one agency, group or unknown name is late with.
struct Lag {
    std::vector<const LateTask*> tasks;
    std::vector<const LateTask*> dossiers;
    std::vector<const LateTask*> reports;

    [[nodiscard]] bool any() const {
        return !tasks.empty() || !dossiers.empty() || !reports.empty();
    }

    void add(const LateTask& late) {
        switch (late.state.kind) {
            case task::Kind::plan_task: tasks.push_back(&late); break;
            case task::Kind::dossier: dossiers.push_back(&late); break;
            case task::Kind::report: reports.push_back(&late); break;
        }
    }
};

using Lags = std::map<Party, Lag>;

// Of the agencies of that day: what a merged one is late with is its successor's.
Lags lags_of(const std::vector<LateTask>& late, const Directory& directory, Date day) {
    Lags lags;
    for (const Agency& agency : directory.content().agencies) {
        if (exists_on(agency, day)) {
            lags[{PartyKind::agency, agency.id}];
        }
    }
    for (const LateTask& entry : late) {
        std::set<Party> holders;  // two of them may have been merged
        for (Party holder : entry.state.description.value.holders) {
            if (holder.kind == PartyKind::agency) {
                holder.id = directory.successor_at(holder.id, day).last();
            }
            holders.insert(std::move(holder));
        }
        for (const Party& holder : holders) {
            lags[holder].add(entry);
        }
    }
    return lags;
}

std::size_t agencies_among(const Lags& lags, bool lagging) {
    return static_cast<std::size_t>(std::count_if(lags.begin(), lags.end(), [&](const auto& entry) {
        return entry.first.kind == PartyKind::agency && (!lagging || entry.second.any());
    }));
}

std::string_view kind_text(PartyKind kind) {
    switch (kind) {
        case PartyKind::agency: return "agency";
        case PartyKind::group: return "group";
        case PartyKind::unresolved: return "unresolved";
    }
    return "?";
}

Json rows_json(const std::vector<const LateTask*>& rows) {
    Json json = Json::array();
    for (const LateTask* row : rows) {
        json.push_back(
            {{"task", row->state.code},
             {"title", row->state.description.value.title},
             {"days_late", row->judgement.days_late},
             {"state", state_of(row->state)}}
        );
    }
    return json;
}

Json lag_json(const Party& party, const Lag& lag, const Directory& directory) {
    Json json;
    json["agency"] = party.id;
    json["kind"] = kind_text(party.kind);
    json["name"] = directory.name_of(party);
    json["lagging"] = lag.any();
    json["tasks"] = rows_json(lag.tasks);
    json["dossiers"] = rows_json(lag.dossiers);
    json["reports"] = rows_json(lag.reports);
    return json;
}

std::string codes(const std::vector<const LateTask*>& rows) {
    std::string text;
    for (const LateTask* row : rows) {
        text += (text.empty() ? "" : ", ") + row->state.code;
        if (row->judgement.days_late > 0) {
            text += " (" + std::to_string(row->judgement.days_late) + " ngày)";
        }
    }
    return text;
}

std::string periods(const std::vector<const LateTask*>& rows) {
    std::string text;
    for (const LateTask* row : rows) {
        text += (text.empty() ? "" : ", ") + row->state.description.value.section;
    }
    return text;
}

std::string days_of_dossiers(const std::vector<const LateTask*>& rows) {
    std::string text;
    for (const LateTask* row : rows) {
        text += (text.empty() ? "" : ", ") + std::to_string(row->judgement.days_late) + " ngày, " +
                state_words(row->state);
    }
    return text;
}

// Most things late first, then the name.
std::vector<Lags::const_iterator> by_weight(const Lags& lags) {
    std::vector<Lags::const_iterator> order;
    for (auto at = lags.begin(); at != lags.end(); ++at) {
        if (at->second.any()) {
            order.push_back(at);
        }
    }
    const auto weight = [](const Lag& lag) {
        return lag.tasks.size() + lag.dossiers.size() + lag.reports.size();
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        if (a->first.kind != b->first.kind) {
            return a->first.kind < b->first.kind;
        }
        return weight(a->second) > weight(b->second);
    });
    return order;
}

void print_lags(const Lags& lags, const Reading& reading) {
    const std::string day = to_vietnamese(date_at(reading.query.as_of, reading.policy.zone));
    std::printf(
        "%s\n\n",
        paint(
            two_digits(agencies_among(lags, true)) + "/" + two_digits(agencies_among(lags, false)) +
                " cơ quan, địa phương có việc trễ hạn (đến " + day + ")",
            Colour::bold
        )
            .c_str()
    );
    TextTable table(
        {{"Cơ quan, địa phương", false, 40},
         {"Nhiệm vụ trễ hạn", false, 46},
         {"Hồ sơ cấp độ", false, 26},
         {"Báo cáo chưa gửi", false, 20}}
    );
    for (const auto at : by_weight(lags)) {
        const auto& [party, lag] = *at;
        table.add(
            {{reading.directory.name_of(party),
              party.kind == PartyKind::agency ? Colour::plain : Colour::dim},
             {codes(lag.tasks), Colour::red},
             {days_of_dossiers(lag.dossiers), Colour::red},
             {periods(lag.reports), Colour::yellow}}
        );
    }
    std::fputs(table.text().c_str(), stdout);
}

}  // namespace

int run_agencies(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto late = late_tasks(*reading, true);
    if (!late) {
        return complain(late.error());
    }
    const Date day = date_at(reading->query.as_of, reading->policy.zone);
    const Lags lags = lags_of(*late, reading->directory, day);
    if (!options.json) {
        print_lags(lags, *reading);
        return exit_ok;
    }
    Json json;
    json["as_of"] = to_rfc3339(reading->query.as_of);
    json["agencies"] = agencies_among(lags, false);
    json["lagging"] = agencies_among(lags, true);
    json["list"] = Json::array();
    for (const auto& [party, lag] : lags) {
        json["list"].push_back(lag_json(party, lag, reading->directory));
    }
    std::puts(json.dump(2).c_str());
    return exit_ok;
}

}  // namespace dunghan::app
