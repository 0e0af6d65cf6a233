#include "adapters/app/plan.h"

#include <nlohmann/json.hpp>

#include "engine/base/sha256.h"

#include "adapters/app/life.h"
#include "adapters/memory/overlay_store.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::json;  // keys in ascending order
using forecast::DeadlineMoved;
using forecast::ReminderMoved;
using forecast::Staying;
using forecast::VerdictMoved;

Json time_json(const std::optional<Instant>& at) {
    return at ? Json(to_rfc3339(*at)) : Json();
}

Json change_json(const std::string& agency, const char* change, const std::string& code) {
    return {{"agency", agency}, {"change", change}, {"task", code}};
}

std::string line_of(const std::string& agency, const DeadlineMoved& moved) {
    Json json = change_json(agency, "deadline", moved.task.code);
    json["kind"] = moved.kind == Anchor::due ? "due" : "start";
    json["title"] = moved.task.title;
    json["milestone"] = moved.milestone;
    json["label"] = moved.label;
    json["before"] = time_json(moved.before);
    json["after"] = time_json(moved.after);
    return json.dump();
}

Json verdict_json(const std::optional<task::Judgement>& judged) {
    return judged ? Json(task::to_text(judged->verdict)) : Json();
}

std::string line_of(const std::string& agency, const VerdictMoved& moved) {
    Json json = change_json(agency, "verdict", moved.task.code);
    json["title"] = moved.task.title;
    json["before"] = verdict_json(moved.before);
    json["after"] = verdict_json(moved.after);
    return json.dump();
}

std::string line_of(const std::string& agency, const ReminderMoved& moved) {
    Json json = change_json(agency, "reminder", moved.code);
    json["goes"] = moved.goes;
    json["rung"] = moved.rung.rung;
    json["occurrence"] = moved.rung.occurrence;
    json["milestone"] = moved.rung.milestone;
    json["anchor"] = to_rfc3339(moved.rung.anchor);
    json["slot"] = to_rfc3339(moved.slot);
    return json.dump();
}

std::string line_of(const std::string& agency, const Staying& staying) {
    Json json = change_json(agency, "stays", staying.task.code);
    json["title"] = staying.task.title;
    json["definition"] = staying.definition;
    json["version"] = staying.version;
    json["newest"] = staying.newest;
    json["state"] = staying.state;
    json["refused"] = staying.refused.empty() ? Json() : Json(staying.refused);
    json["terms"] = Json::array();
    for (const auto& term : staying.moves) {
        json["terms"].push_back(
            {{"milestone", term.milestone},
             {"label", term.label},
             {"before", time_json(term.before)},
             {"after", to_rfc3339(term.after)}}
        );
    }
    return json.dump();
}

std::string head_line(const Plan& plan) {
    Json documents = Json::array();
    for (const Publication& document : plan.documents) {
        documents.push_back(
            {{"document", document.title},
             {"sha256", to_hex(sha256(document.payload))},
             {"stream", document.stream.value}}
        );
    }
    const Json json{
        {"base", {{"position", plan.base.value}, {"root", to_hex(plan.root)}}},
        {"days", plan.settings.days},
        {"documents", documents}};
    return json.dump();
}

std::set<std::string> definitions_of(const std::vector<Publication>& documents) {
    std::set<std::string> ids;
    for (const Publication& document : documents) {
        if (const auto* wish = std::get_if<PublishDefinition>(&document.command)) {
            ids.insert(wish->content.id);
        }
    }
    return ids;
}

}  // namespace

std::map<std::string, AgencyChanges> by_agency(const Plan& plan) {
    const forecast::Changes& changes = plan.changes;
    std::map<std::string, AgencyChanges> groups;
    for (const DeadlineMoved& moved : changes.deadlines) {
        for (const std::string& agency : moved.task.agencies) {
            groups[agency].deadlines.push_back(&moved);
        }
    }
    for (const VerdictMoved& moved : changes.verdicts) {
        for (const std::string& agency : moved.task.agencies) {
            groups[agency].verdicts.push_back(&moved);
        }
    }
    for (const ReminderMoved& moved : changes.reminders) {
        groups[moved.recipient].reminders.push_back(&moved);
    }
    for (const Staying& staying : plan.staying) {
        for (const std::string& agency : staying.task.agencies) {
            groups[agency].staying.push_back(&staying);
        }
    }
    return groups;
}

Result<Plan> make_plan(
    const Store& base, std::vector<Publication> documents, const forecast::Settings& settings
) {
    auto without = OverlayStore::over(base);
    auto with = OverlayStore::over(base);
    if (!without || !with) {
        return tl::unexpected(without ? with.error() : without.error());
    }
    Plan plan{base.head(), base.tree_head().root, settings, std::move(documents), {}, {}, {}};
    forecast::Forecast before(*without, settings);
    forecast::Forecast after(*with, settings);
    const auto published = before.open().and_then([&] { return after.open(); }
    ).and_then([&] { return publish_all(after.engine(), plan.documents, "preview"); });
    if (!published) {
        return tl::unexpected(published.error());
    }
    auto staying = forecast::staying(after.engine(), definitions_of(plan.documents), settings.from);
    if (!staying) {
        return tl::unexpected(staying.error());
    }
    plan.staying = std::move(*staying);
    plan.directory = after.engine().views().directory();
    const auto progress = progress_line("so sánh");
    std::uint64_t days = 0;
    return forecast::compare(
               {*without, before},
               {*with, after},
               settings.from,
               [&](Date) {
                   without->forget();
                   with->forget();
                   progress(++days, static_cast<std::uint64_t>(settings.days));
               }
    ).map([&](forecast::Changes changes) {
        plan.changes = std::move(changes);
        return std::move(plan);
    });
}

std::vector<std::string> plan_lines(const Plan& plan) {
    std::vector<std::string> lines{head_line(plan)};
    for (const auto& [agency, changes] : by_agency(plan)) {
        for (const DeadlineMoved* moved : changes.deadlines) {
            lines.push_back(line_of(agency, *moved));
        }
        for (const VerdictMoved* moved : changes.verdicts) {
            lines.push_back(line_of(agency, *moved));
        }
        for (const ReminderMoved* moved : changes.reminders) {
            lines.push_back(line_of(agency, *moved));
        }
        for (const Staying* staying : changes.staying) {
            lines.push_back(line_of(agency, *staying));
        }
    }
    return lines;
}

std::string plan_hash(const std::vector<std::string>& lines) {
    Sha256Sum sum;
    for (const std::string& line : lines) {
        sum.add(line);
        sum.add("\n");
    }
    return to_hex(sum.finish());
}

}  // namespace dunghan::app
