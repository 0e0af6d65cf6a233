// The policies in force, and whose tasks they remind of.
#include "engine/projection/document.h"
#include "engine/projection/projector.h"
#include "engine/task/workflow.h"

namespace dunghan {
// Calendars come before.
Result<void> Projector::load_policies() {
    const std::string begin = policy_stream(std::string(default_policy_name));
    Result<void> loaded;
    const auto scanned = base_.scan(View::notice, begin, {}, [&](auto key, auto row) {
        const std::string stream(key);
        const bool ours = stream == begin || stream.starts_with(begin + "/");
        if (ours) {
            loaded = read_document<PolicyPublished>(row).and_then([&](PolicyPublished content) {
                return take_over(stream, std::move(content));
            });
        }
        return loaded.has_value() && stream.starts_with(begin);
    });
    return loaded ? scanned : loaded;
}

Result<void> Projector::take_over(const std::string& stream, PolicyPublished content) {
    if (stream == policy_stream(std::string(default_policy_name))) {
        policy_ = content;
    }
    ++rules_number_;
    return policies_.put(stream, std::move(content), calendars_);
}

PolicyInForce Projector::policy_of(const task::State& state) const {
    const task::Following now = task::following(state);
    const Definition* definition =
        now.version == 0 ? nullptr : definitions_.find(now.definition, now.version);
    const PolicyInForce named = policies_.find(definition ? definition->policy : "");
    return named ? named : policies_.find("");
}

PolicyInForce Projector::policy_labelled(std::string_view label) const {
    const PolicyInForce named = policies_.find(label.substr(0, label.rfind('/')));
    return named ? named : policies_.find("");
}

// Only tasks whose wake moves are kept in memory: a policy may concern few of a million.
Result<void> Projector::replan(Instant recorded_at, const std::set<std::string>& policies) {
    std::optional<Error> broken;
    const auto replan = [&](const std::string& name, const TaskRow& row) {
        const PolicyInForce rules = policy_of(row.state);
        if (!rules || !policies.contains(rules.policy->name)) {
            return true;
        }
        const auto wake = wake_of(row.state, rules, recorded_at, row.wake);
        if (wake == row.wake) {
            return true;
        }
        const auto found = entry({name});
        if (!found) {
            broken = found.error();
            return false;
        }
        (*found)->row.wake = wake;
        touch({name}, **found);
        return true;
    };
    for (const std::string& name : std::vector<std::string>(dirty_tasks_)) {
        replan(name, tasks_.at(name)->row);
    }
    const auto scanned = base_.scan(View::task, {}, {}, [&](auto key, auto value) {
        const std::string name(key);
        if (const auto known = tasks_.find(name); known != tasks_.end()) {
            return replan(name, known->second->row);
        }
        const auto row = decode_task_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        return replan(name, *row);
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

}  // namespace dunghan
