// A small kind of work in which everything a definition can say is said once.
#pragma once

#include "engine/definition/definition.h"

namespace dunghan::testing {

inline StateRule state(std::string id, std::string name, StateProgress progress) {
    StateRule rule;
    rule.id = std::move(id);
    rule.name = std::move(name);
    rule.progress = progress;
    return rule;
}

inline TransitionRule transition(std::string id, std::vector<std::string> from, std::string to) {
    TransitionRule rule;
    rule.name = id;
    rule.id = std::move(id);
    rule.from = std::move(from);
    rule.to = std::move(to);
    return rule;
}

// draft -> consulting -> review -> done; review is sent back, silence in consulting is consent,
// draft may stand still.
inline Definition sample_definition() {
    Definition made;
    made.id = "letter";
    made.name = "Công văn";
    made.initial = "draft";

    StateRule draft = state("draft", "Đang soạn", StateProgress::in_progress);
    draft.terms = {"write"};
    StateRule consulting = state("consulting", "Đang lấy ý kiến", StateProgress::in_progress);
    consulting.ball = Role::appraiser;
    consulting.deemed = {{5, BudgetUnit::working_days}, Roll::next_working_day, "agree", "QĐ 1"};
    StateRule review = state("review", "Đang thẩm định", StateProgress::submitted);
    review.ball = Role::appraiser;
    review.terms = {"appraise"};
    StateRule still = state("still", "Tạm dừng", StateProgress::in_progress);
    still.paused = true;
    made.states = {
        draft,
        consulting,
        review,
        still,
        state("done", "Đã ban hành", StateProgress::completed),
        state("dropped", "Đã hủy", StateProgress::cancelled)};

    TransitionRule consult = transition("consult", {"draft"}, "consulting");
    consult.next_holder = true;
    TransitionRule agree = transition("agree", {"consulting"}, "review");
    agree.by = {Role::appraiser, Role::system};
    TransitionRule send_back = transition("send-back", {"review"}, "draft");
    send_back.by = {Role::appraiser};
    send_back.reason = true;
    send_back.meets = {"write", "appraise"};
    TransitionRule hand_on = transition("hand-on", {"review"}, "review");
    hand_on.next_holder = true;
    TransitionRule issue = transition("issue", {"review"}, "done");
    issue.evidence = true;
    issue.meets = {"write", "appraise"};
    TransitionRule stop = transition("stop", {"draft"}, "still");
    stop.by = {Role::coordinator};
    stop.basis = true;
    TransitionRule drop = transition("drop", {"draft", "consulting", "review", "still"}, "dropped");
    drop.by = {Role::committee, Role::coordinator};
    drop.reason = true;
    made.transitions = {
        consult,
        agree,
        send_back,
        hand_on,
        issue,
        stop,
        transition("go-on", {"still"}, "draft"),
        drop};

    made.terms = {
        {"write", "Soạn thảo", {15, BudgetUnit::working_days}, Roll::next_working_day, "", "QĐ 2"},
        {"appraise", "Thẩm định", {}, Roll::none, "31/12/2026", ""}};
    made.extension = {1, true};
    return made;
}

}  // namespace dunghan::testing
