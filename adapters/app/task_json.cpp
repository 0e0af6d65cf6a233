#include "adapters/app/task_json.h"

#include "engine/codec/names.h"
#include "engine/task/milestones.h"

#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

Json instant_json(const std::optional<Instant>& at) {
    return at ? Json(to_rfc3339(*at)) : Json();
}

Json party_json(const Party& party, const Directory& directory) {
    return {
        {"id", party.id}, {"kind", stored_name(party.kind)}, {"name", directory.name_of(party)}};
}

Json parties_json(const std::vector<Party>& parties, const Directory& directory) {
    Json list = Json::array();
    for (const Party& party : parties) {
        list.push_back(party_json(party, directory));
    }
    return list;
}

// What a fact says, and when it became true; null when nobody ever said it.
template <class T, class Say>
Json fact_json(const task::Dated<T>& fact, const Say& say) {
    if (!fact.stated()) {
        return {};
    }
    Json json = say(fact.value);
    json["occurred_at"] = to_rfc3339(fact.occurred_at);
    json["version"] = fact.version.value;
    return json;
}

template <class Facts, class Say>
Json facts_json(const Facts& facts, const Say& say) {
    Json list = Json::array();
    for (const auto& entry : facts) {
        if constexpr (requires { entry.second; }) {
            list.push_back(fact_json(entry.second, say));
        } else {
            list.push_back(fact_json(entry, say));
        }
    }
    return list;
}

Json milestones_json(const task::State& state) {
    Json list = Json::array();
    task::for_each_milestone(state, [&](std::uint32_t i) {
        const Milestone milestone = *task::milestone_of(state, i);
        const auto met = state.met.find(i);
        const bool is_met = task::is_met(state, i);
        list.push_back(
            {{"label", milestone.label},
             {"raw", milestone.raw},
             {"form", stored_name(milestone.form)},
             {"due_before", instant_json(milestone.due_before)},
             {"start_before", instant_json(milestone.start_before)},
             {"due_in_force", instant_json(task::due_in_force(state, i))},
             {"start_in_force", instant_json(task::start_in_force(state, i))},
             {"met", is_met},
             {"met_at",
              is_met && met != state.met.end() ? Json(to_rfc3339(met->second.occurred_at))
                                               : Json()}}
        );
    });
    return list;
}

Json progress_json(const task::ProgressReported& report) {
    return {
        {"progress", stored_name(report.progress)},
        {"stage", report.stage},
        {"note", report.note},
        {"observed", report.observed}};
}

Json rating_json(const task::Rated& rating) {
    return {
        {"code", rating.code},
        {"rated_by", rating.rated_by},
        {"confirmed_by", rating.confirmed_by},
        {"reason", rating.reason}};
}

Json evidence_json(const task::Evidence& evidence) {
    return {
        {"issuer", evidence.issuer},
        {"number", evidence.number},
        {"date", evidence.date},
        {"note", evidence.note}};
}

Json extensions_json(const task::State& state) {
    Json json;
    json["requested"] = facts_json(state.requested, [](const task::ExtensionRequested& request) {
        return Json{
            {"milestone", request.milestone}, {"until", request.until}, {"reason", request.reason}};
    });
    json["granted"] = facts_json(state.granted, [](const task::ExtensionGranted& grant) {
        return Json{
            {"milestone", grant.milestone},
            {"until", grant.until},
            {"due_before", to_rfc3339(grant.due_before)},
            {"basis", grant.basis},
            {"reason", grant.reason}};
    });
    json["refused"] = facts_json(state.refused, [](const task::ExtensionRefused& refusal) {
        return Json{
            {"milestone", refusal.milestone}, {"basis", refusal.basis}, {"reason", refusal.reason}};
    });
    return json;
}

Json reminders_json(const task::State& state) {
    Json list = Json::array();
    for (const task::ReminderMark& mark : state.reminders) {
        list.push_back(
            {{"milestone", mark.milestone},
             {"anchor", to_rfc3339(mark.anchor)},
             {"rung", mark.rung},
             {"occurrence", mark.occurrence},
             {"planned", to_rfc3339(mark.planned)}}
        );
    }
    return list;
}

void add_judgement(Json& json, const task::State& state, const task::Judgement& judgement) {
    json["verdict"] = to_text(judgement.verdict);
    json["code"] = task::code_of(state, judgement.verdict);
    json["days_late"] = judgement.days_late;
    json["days_left"] = judgement.days_left ? Json(*judgement.days_left) : Json();
    json["was_overdue"] = judgement.was_overdue;
    json["extension_pending"] = judgement.extension_pending;
}

}  // namespace

Json task_json(
    const StreamId& stream,
    const task::State& state,
    const task::Judgement& judgement,
    const Directory& directory
) {
    const task::Description& description = state.description.value;
    Json json;
    json["task"] = state.code;
    json["stream"] = stream.value;
    json["kind"] = to_text(state.kind);
    json["version"] = state.version.value;
    json["title"] = description.title;
    json["item"] = description.item;
    json["section"] = description.section;
    json["level"] = description.level;
    json["holders"] = parties_json(description.holders, directory);
    json["partners"] = parties_json(description.partners, directory);
    json["assigned_at"] = to_rfc3339(state.assigned_at);
    json["last_update"] = to_rfc3339(state.last_update);
    json["milestones"] = milestones_json(state);
    json["progress"] = fact_json(state.progress, progress_json);
    add_judgement(json, state, judgement);
    json["rating"] = fact_json(state.rating, rating_json);
    json["waiting_on"] = fact_json(state.waiting_on, [&](const task::WaitingOnSet& waiting) {
        return Json{
            {"party", waiting.party ? party_json(*waiting.party, directory) : Json()},
            {"reason", waiting.reason}};
    });
    json["evidence"] = facts_json(state.evidence, evidence_json);
    json["extensions"] = extensions_json(state);
    json["cancelled"] = fact_json(state.cancelled, [](const task::Cancelled& cancelled) {
        return Json{{"reason", cancelled.reason}, {"basis", cancelled.basis}};
    });
    json["reminders"] = reminders_json(state);
    return json;
}

Json person_state_json(const std::string& id, const person::State& person) {
    return {
        {"person", id},
        {"agency", person.agency},
        {"reachable", person.reachable},
        {"data", person.erased ? erased_text : "[sealed]"},
        {"erased_at", person.erased ? Json(to_rfc3339(person.erased_at)) : Json()},
        {"basis", person.basis},
        {"version", person.version.value}};
}

Json digest_state_json(const StreamId& stream, const DigestAt& digest) {
    Json json;
    json["stream"] = stream.value;
    json["recipient"] = digest.content.recipient;
    json["recipient_name"] = digest.content.recipient_name;
    json["address"] = digest.content.address;
    json["slot"] = to_rfc3339(digest.content.slot);
    json["message_id"] = digest.content.message_id;
    json["delivery"] = stored_name(digest.state.delivery);
    json["attempts"] = digest.state.attempts;
    json["answer"] = digest.state.last_answer;
    json["tasks"] = Json::array();
    for (const reminder::Item& item : digest.content.items) {
        json["tasks"].push_back(item.code);
    }
    json["omitted"] = digest.content.omitted;
    json["dropped"] = digest.content.dropped;
    return json;
}

}  // namespace dunghan::app
