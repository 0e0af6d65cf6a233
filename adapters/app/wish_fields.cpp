// The vocabulary: every field with its help, every action with the fields it reads.
#include "adapters/app/wish.h"

namespace dunghan::app {

const std::vector<WishField> wish_fields{
    {"id", &Wish::id, "Name of this wish: repeated, it is answered, not done again", true},
    {"task", &Wish::task, "The task: 2.8", true},
    {"action", &Wish::action, "What happened", true},
    {"actor", &Wish::actor, "Who says so", true},
    {"at", &Wish::at, "When it happened; default now", true},
    {"expect_version", &Wish::expected, "Refuse when the task has moved past this version", true},
    {"note", &Wish::note, "The result in words"},
    {"reason", &Wish::reason, "Why"},
    {"basis", &Wish::basis, "The document that allows it"},
    {"party", &Wish::party, "wait-on: agency or group; left out: nobody. acknowledge: agency"},
    {"rating", &Wish::rating, "rate: HT, ĐTH-Đ, ĐTH-T, CTH-T"},
    {"until", &Wish::until, "set-deadline and extensions: 'Tháng 12/2022'; silence: 2026-11-20"},
    {"issuer", &Wish::issuer, "evidence: who issued the document"},
    {"number", &Wish::number, "evidence: 2180/QĐ-UBND"},
    {"date", &Wish::date, "evidence: 2022-08-05"},
    {"milestone", &Wish::milestone, "Which milestone, from 1; terms from 257; default the first"},
    {"kind", &Wish::kind, "assign: task, dossier or report; default task"},
    {"title", &Wish::title, "assign: what is owed"},
    {"holder", &Wish::holder, "assign: who owes it, agencies or groups by name"},
    {"deadline",
     &Wish::deadline,
     "assign: as printed, 'Tháng 12/2022'; a definition brings its own"},
    {"definition", &Wish::definition, "bind, migrate: security-dossier, or security-dossier/2"},
    {"state", &Wish::state, "bind, migrate: the state it is in; default the first, or the same"},
    {"parent", &Wish::parent, "bind: code of the task it is part of"},
    {"transition", &Wish::transition, "take: which one; `dunghan task CODE` lists them"},
    {"as", &Wish::as, "take: holder, deputy, head, coordinator, committee or appraiser"},
    {"promise", &Wish::promise, "acknowledge: the day it will be done by, 2026-11-20"}};

const std::vector<WishAction> wish_actions{
    {"assign", {"kind", "title", "holder", "deadline"}},
    {"start", {"note"}},
    {"submit", {"note"}},
    {"complete", {"note"}},
    {"meet", {"milestone", "note"}},
    {"evidence", {"issuer", "number", "date", "note"}},
    {"set-deadline", {"until", "reason", "basis"}},
    {"wait-on", {"party", "reason"}},
    {"rate", {"rating", "reason"}},
    {"request-extension", {"milestone", "until", "reason"}},
    {"grant-extension", {"milestone", "until", "basis", "reason"}},
    {"refuse-extension", {"milestone", "basis", "reason"}},
    {"cancel", {"reason", "basis"}},
    {"bind", {"definition", "state", "parent"}},
    {"take", {"transition", "as", "party", "issuer", "number", "date", "reason", "basis", "note"}},
    {"suspend", {"reason", "basis"}},
    {"resume", {"reason", "basis"}},
    {"restart", {"milestone", "reason", "basis"}},
    {"migrate", {"definition", "state", "reason"}},
    {"acknowledge", {"party", "promise", "note"}},
    {"silence", {"until", "reason"}},
    {"end-silence", {"reason"}}};

std::string wish_action_names() {
    std::string names;
    for (const WishAction& action : wish_actions) {
        names += (names.empty() ? "" : ", ") + std::string(action.name);
    }
    return names;
}

}  // namespace dunghan::app
