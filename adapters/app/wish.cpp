// From words to a command of the engine.
#include "adapters/app/wish.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/deadline/parse.h"

namespace dunghan::app {
namespace {

using Made = Result<task::Command>;

tl::unexpected<Error> invalid(std::string_view field, const std::string& wanted, std::string got) {
    return fail(
        ErrorCode::invalid,
        "Expected '" + std::string(field) + "' to be " + wanted + ", but got '" + got + "'"
    );
}

bool is_said(const Wish& wish, const WishField& field) {
    const auto* text = std::get_if<std::string Wish::*>(&field.member);
    return text ? !(wish.*(*text)).empty()
                : (wish.*std::get<std::optional<std::uint64_t> Wish::*>(field.member)).has_value();
}

// What an action does not read would be lost without a word.
Result<void> check_fields(const Wish& wish, const WishAction& action) {
    for (const WishField& field : wish_fields) {
        const bool reads = field.common || std::ranges::count(action.fields, field.name) > 0;
        if (!reads && is_said(wish, field)) {
            return fail(
                ErrorCode::invalid,
                "Expected no '" + std::string(field.name) + "' with " + wish.action +
                    ", which does not read it; leave it out"
            );
        }
    }
    return {};
}

constexpr std::uint64_t terms_max = 10'000;

Result<std::uint32_t> milestone_of(const Wish& wish, std::uint64_t unsaid = 1) {
    const std::uint64_t milestone = wish.milestone.value_or(unsaid);
    const bool printed = milestone >= 1 && milestone <= limits::milestones_max;
    const bool term = milestone > task::first_term && milestone <= task::first_term + terms_max;
    if (!printed && !term) {
        return invalid(
            "milestone",
            "1 to " + std::to_string(limits::milestones_max) + ", or the number of a term from " +
                std::to_string(task::first_term + 1),
            std::to_string(milestone)
        );
    }
    return static_cast<std::uint32_t>(milestone - 1);
}

// The cell as a person decides it, whole: what cannot be read is asked again, never set aside.
Result<std::vector<Milestone>> deadlines_in(
    std::string_view field, const std::string& cell, const Zone& zone
) {
    auto read = parse_deadlines(cell, {zone, false});
    for (const Milestone& milestone : read) {
        if (milestone.form == DeadlineForm::undecided) {
            return invalid(
                field,
                "a deadline like 'Tháng 12/2022', 'Quý II/2021', 'Năm 2022', 'Từ tháng 7/2022', "
                "'31/12/2022' or 'Hàng năm'",
                milestone.raw
            );
        }
    }
    return read;
}

Result<std::vector<Party>> parties_in(
    std::string_view field, const std::string& cell, const NameIndex& names
) {
    auto parties = names.parties_in(cell);
    const bool known = std::ranges::none_of(parties, [](const Party& party) {
        return party.kind == PartyKind::unresolved;
    });
    if (parties.empty() || !known) {
        return invalid(field, "names of the directory, of agencies or groups", cell);
    }
    return parties;
}

// A code becomes the name of a stream and stands in mails: printable, in one piece, in one form.
Result<std::string> code_of(const std::string& code) {
    constexpr std::size_t octets_max = limits::stream_id_octets_max - 20;  // "dossier/" before it
    const auto normal = to_nfc(code);
    const bool printable = std::ranges::none_of(code, [](char c) {
        return (c >= 0 && c <= ' ') || c == '\x7f' || c == '/';
    });
    if (!normal || *normal != code || !printable || code.empty() || code.size() > octets_max) {
        return invalid("task", "a code without blanks and '/', like 2.8", code);
    }
    return code;
}

Made assign(const Wish& wish, const WishReader& reader) {
    const auto kind = task::kind_from(wish.kind.empty() ? "task" : wish.kind);
    if (!kind) {
        return invalid("kind", "task, dossier or report", wish.kind);
    }
    if (squeeze(wish.title).empty()) {
        return invalid("title", "what is owed, in words", wish.title);
    }
    const auto code = code_of(wish.task);
    auto holders = parties_in("holder", wish.holder, reader.names);
    auto milestones = deadlines_in("deadline", wish.deadline, reader.zone);
    if (!code || !holders || !milestones) {
        return tl::unexpected(
            !code ? code.error() : (!holders ? holders.error() : milestones.error())
        );
    }
    task::Assigned content;
    content.kind = *kind;
    content.code = *code;
    content.description.title = wish.title;
    content.description.holders = std::move(*holders);
    content.milestones = std::move(*milestones);
    return task::Assign{std::move(content)};
}

template <task::Progress progress>
Made report(const Wish& wish, const WishReader&) {
    return task::ReportProgress{{progress, "", wish.note, false}};
}

Made meet(const Wish& wish, const WishReader&) {
    return milestone_of(wish).map([&](std::uint32_t milestone) -> task::Command {
        return task::MeetMilestone{{milestone, wish.note}};
    });
}

Made add_evidence(const Wish& wish, const WishReader&) {
    if (!wish.date.empty() && !parse_date(wish.date)) {
        return invalid("date", "a day like 2022-08-05", wish.date);
    }
    return task::AddEvidence{{wish.issuer, wish.number, wish.date, wish.note}};
}

Made set_deadline(const Wish& wish, const WishReader& reader) {
    return deadlines_in("until", wish.until, reader.zone)
        .map([&](auto milestones) -> task::Command {
            return task::SetDeadline{{std::move(milestones), wish.reason, wish.basis}};
        });
}

Result<Party> party_of(const Wish& wish, const WishReader& reader) {
    const auto parties = parties_in("party", wish.party, reader.names);
    if (!parties || parties->size() != 1) {
        return invalid("party", "one agency or group of the directory", wish.party);
    }
    return parties->front();
}

Made wait_on(const Wish& wish, const WishReader& reader) {
    if (wish.party.empty()) {
        return task::WaitOn{{std::nullopt, wish.reason}};
    }
    return party_of(wish, reader).map([&](Party party) -> task::Command {
        return task::WaitOn{{std::move(party), wish.reason}};
    });
}

Made rate(const Wish& wish, const WishReader&) {
    static constexpr std::string_view ratings[] = {"HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"};
    if (std::ranges::count(ratings, wish.rating) == 0) {
        return invalid("rating", "HT, ĐTH-Đ, ĐTH-T or CTH-T", wish.rating);
    }
    return task::Rate{{wish.rating, wish.actor, "", wish.reason}};
}

Made request_extension(const Wish& wish, const WishReader&) {
    return milestone_of(wish).map([&](std::uint32_t milestone) -> task::Command {
        return task::RequestExtension{{milestone, wish.until, wish.reason}};
    });
}

// The new deadline as printed in a plan: "Tháng 12/2022", "31/12/2022".
Made grant_extension(const Wish& wish, const WishReader& reader) {
    const auto milestone = milestone_of(wish);
    if (!milestone) {
        return tl::unexpected(milestone.error());
    }
    const auto read = parse_deadlines(wish.until, {reader.zone, false});
    if (read.size() != 1 || !read.front().due_before) {
        return invalid("until", "a due date like 'Tháng 12/2022' or '31/12/2022'", wish.until);
    }
    return task::GrantExtension{
        {*milestone, wish.until, *read.front().due_before, wish.basis, wish.reason}};
}

Made refuse_extension(const Wish& wish, const WishReader&) {
    return milestone_of(wish).map([&](std::uint32_t milestone) -> task::Command {
        return task::RefuseExtension{{milestone, wish.basis, wish.reason}};
    });
}

Made cancel(const Wish& wish, const WishReader&) {
    return task::Cancel{{wish.reason, wish.basis}};
}

struct DefinitionName {
    std::string id;
    std::uint32_t version = 0;  // the newest
};

// "security-dossier/2".
Result<DefinitionName> definition_of(const Wish& wish) {
    const auto slash = wish.definition.find('/');
    DefinitionName name{wish.definition.substr(0, slash), 0};
    const char* begin = wish.definition.data() + std::min(slash, wish.definition.size() - 1) + 1;
    const char* end = wish.definition.data() + wish.definition.size();
    const bool read = slash == std::string::npos ||
                      (std::from_chars(begin, end, name.version).ptr == end && name.version > 0);
    if (name.id.empty() || !read) {
        return invalid("definition", "its id, or id/version: security-dossier/2", wish.definition);
    }
    return name;
}

Made bind(const Wish& wish, const WishReader&) {
    if (wish.definition.empty()) {
        return invalid("definition", "the id of a published definition", "");
    }
    return definition_of(wish).map([&](const DefinitionName& name) -> task::Command {
        return task::Bind{{name.id, name.version, wish.state, wish.parent, "", ""}};
    });
}

Made migrate(const Wish& wish, const WishReader&) {
    if (wish.definition.empty()) {
        return invalid("definition", "the id of a published definition", "");
    }
    return definition_of(wish).map([&](const DefinitionName& name) -> task::Command {
        return task::Migrate{{name.id, name.version, wish.state, wish.reason}};
    });
}

Result<Role> role_of(const std::string& word) {
    static const std::map<std::string_view, Role> roles{
        {"", Role::coordinator},
        {"holder", Role::holder},
        {"deputy", Role::deputy},
        {"head", Role::head},
        {"coordinator", Role::coordinator},
        {"committee", Role::committee},
        {"appraiser", Role::appraiser}};
    const auto found = roles.find(word);
    if (found == roles.end()) {
        return invalid("as", "holder, deputy, head, coordinator, committee or appraiser", word);
    }
    return found->second;
}

Made take(const Wish& wish, const WishReader& reader) {
    if (wish.transition.empty()) {
        return invalid("transition", "the id of a transition", "");
    }
    const auto role = role_of(wish.as);
    const auto waiting = wait_on(wish, reader);
    const auto evidence = add_evidence(wish, reader);
    if (!role || !waiting || !evidence) {
        return tl::unexpected(
            !role ? role.error() : (!waiting ? waiting.error() : evidence.error())
        );
    }
    task::TakeTransition taken;
    taken.transition = wish.transition;
    taken.as = *role;
    taken.reason = wish.reason;
    taken.basis = wish.basis;
    taken.note = wish.note;
    taken.next_holder = std::get<task::WaitOn>(*waiting).content.party;
    if (!wish.issuer.empty() || !wish.number.empty()) {
        taken.evidence = task::Evidence{wish.issuer, wish.number, wish.date, ""};
    }
    return taken;
}

Made suspend(const Wish& wish, const WishReader&) {
    return task::SuspendClock{{wish.reason, wish.basis}};
}

Made resume(const Wish& wish, const WishReader&) {
    return task::ResumeClock{{wish.reason, wish.basis}};
}

Made restart(const Wish& wish, const WishReader&) {
    return milestone_of(wish, task::first_term + 1)
        .map([&](std::uint32_t milestone) -> task::Command {
            return task::RestartTerm{milestone, wish.reason, wish.basis};
        });
}

// Whoever says so has seen it; with a promise the ladder rests until that day is broken.
Made acknowledge(const Wish& wish, const WishReader& reader) {
    if (!wish.promise.empty() && !parse_date(wish.promise)) {
        return invalid("promise", "a day like 2026-11-20", wish.promise);
    }
    return party_of(wish, reader).map([&](const Party& party) -> task::Command {
        return task::Acknowledge{{party.id, wish.promise, {}, wish.note}};
    });
}

// To the end of a day.
Made silence(const Wish& wish, const WishReader& reader) {
    const auto last = parse_date(wish.until);
    if (!last) {
        return invalid("until", "the last day of silence, like 2026-11-20", wish.until);
    }
    return task::Silence{{start_of(next_day(*last), reader.zone), wish.reason}};
}

Made end_silence(const Wish& wish, const WishReader&) {
    return task::Silence{{Instant{}, wish.reason}};
}

const std::map<std::string_view, Made (*)(const Wish&, const WishReader&)> makers{
    {"assign", assign},
    {"start", report<task::Progress::in_progress>},
    {"submit", report<task::Progress::submitted>},
    {"complete", report<task::Progress::completed>},
    {"meet", meet},
    {"evidence", add_evidence},
    {"set-deadline", set_deadline},
    {"wait-on", wait_on},
    {"rate", rate},
    {"request-extension", request_extension},
    {"grant-extension", grant_extension},
    {"refuse-extension", refuse_extension},
    {"cancel", cancel},
    {"bind", bind},
    {"take", take},
    {"suspend", suspend},
    {"resume", resume},
    {"restart", restart},
    {"migrate", migrate},
    {"acknowledge", acknowledge},
    {"silence", silence},
    {"end-silence", end_silence}};

}  // namespace

Result<task::Command> command_of(const Wish& wish, const WishReader& reader) {
    const auto action = std::ranges::find(wish_actions, wish.action, &WishAction::name);
    if (action == wish_actions.end()) {
        return invalid("action", "one of " + wish_action_names(), wish.action);
    }
    if (const auto checked = check_fields(wish, *action); !checked) {
        return tl::unexpected(checked.error());
    }
    return makers.at(action->name)(wish, reader);
}

}  // namespace dunghan::app
