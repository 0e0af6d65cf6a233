#include "engine/forecast/gather.h"

#include "engine/codec/event.h"
#include "engine/directory/mail_address.h"
#include "engine/person/stream.h"
#include "engine/runtime/recipients.h"
#include "engine/task/milestones.h"

namespace dunghan::forecast {
namespace {

std::string printed_names(const std::vector<Party>& parties, const Directory& directory) {
    std::string text;
    for (const Party& party : parties) {
        text += (text.empty() ? "" : "; ") + directory.name_of(party);
    }
    return text;
}

std::optional<Milestone> milestone_of(const task::State& state, std::int32_t number) {
    return task::milestone_of(state, static_cast<std::uint32_t>(number));
}

}  // namespace

void ForeseenSender::send(
    const reminder::DigestIssued& digest, std::function<void(SendReport)> done
) {
    const bool reaches =
        is_mail_address(digest.address) || person::referred_to(digest.address).has_value();
    if (!reaches) {
        done(
            {SendOutcome::refused,
             "Expected an address for " + digest.recipient +
                 ", but neither it nor the coordinator has one in the directory",
             ""}
        );
        return;
    }
    mails_.push_back(digest);
    done({SendOutcome::sent, "foreseen", ""});
}

std::vector<reminder::DigestIssued> ForeseenSender::take() {
    return std::exchange(mails_, {});
}

TaskName name_of(
    const StreamId& stream, const task::State& state, const Projector& views, Instant at
) {
    const PolicyInForce rules = views.policy_of(state);
    const Policy policy = rules ? *rules.policy : Policy{};
    const Date day = date_at(at, policy.zone);
    return {
        stream,
        state.kind,
        state.code,
        state.description.value.title,
        printed_names(state.description.value.holders, views.directory()),
        recipients_of(state, policy, {views.directory(), views.officers(), day})};
}

std::string label_of(const task::State& state, std::int32_t milestone) {
    const auto found = milestone_of(state, milestone);
    return found ? found->label : "";
}

TermEnd term_end(const task::State& state, const End& end, const Projector& views) {
    const auto milestone = milestone_of(state, end.milestone);
    return {
        name_of(end.stream, state, views, end.at),
        end.milestone,
        label_of(state, end.milestone),
        milestone ? milestone->raw : "",
        end.at};
}

Result<const task::State*> gather(const Record& record, Projector& views, Day& day) {
    const Envelope& envelope = record.envelope;
    const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
    if (!event) {
        return tl::unexpected(event.error());
    }
    if (std::holds_alternative<reminder::Event>(*event)) {
        return nullptr;  // what becomes of digests the sender tells
    }
    const auto* of_task = std::get_if<task::Event>(&*event);
    const auto* issued = of_task ? std::get_if<task::ReminderIssued>(of_task) : nullptr;
    if (!issued) {
        day.events.push_back({std::string(name_of(envelope.type)), envelope.stream});
    }
    if (!of_task) {
        return nullptr;
    }
    const auto state = views.task(envelope.stream);
    if (!state) {
        return tl::unexpected(state.error());
    }
    if (!issued) {
        return *state;
    }
    for (const task::RungReached& rung : issued->reached) {
        if (!rung.recipients.empty()) {
            day.reminders.push_back(
                {envelope.stream, (*state)->code, rung, rung.recipients, issued->slot}
            );
        }
    }
    return nullptr;
}

}  // namespace dunghan::forecast
