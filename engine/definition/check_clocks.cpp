// Terms: each is begun somewhere and met somewhere, and none runs on when all is done.
#include <algorithm>

#include "engine/definition/faults.h"
#include "engine/definition/graph.h"
#include "engine/definition/lookup.h"

namespace dunghan {
namespace {

// One term over all states. Where it may run is asked of twice as many nodes: state s without it
// running is 2s, with it 2s + 1.
class Clock {
 public:
    Clock(const Definition& definition, const std::vector<Way>& ways, std::string_view term)
        : definition_(definition), ways_(ways), term_(term) {
        const std::size_t initial = index_of(definition, definition.initial);
        reached_ = reached_from(
            2 * definition.states.size(),
            {node(initial, false)},
            [&](std::size_t here, auto reach) {
                for (const Way& way : ways_) {
                    if (way.from == here / 2) {
                        reach(node(way.to, here % 2 == 1 && !met_on(way)));
                    }
                }
            }
        );
    }

    [[nodiscard]] bool may_run_in(std::size_t state) const { return reached_[2 * state + 1]; }

    [[nodiscard]] bool met_on(const Way& way) const {
        return meets(definition_.transitions[way.transition], term_);
    }

 private:
    [[nodiscard]] std::size_t node(std::size_t state, bool runs_on) const {
        return 2 * state + (runs_on || begins(definition_.states[state], term_) ? 1 : 0);
    }

    const Definition& definition_;
    const std::vector<Way>& ways_;
    std::string_view term_;
    std::vector<bool> reached_;
};

class Clocks {
 public:
    Clocks(const Definition& definition, Faults& faults)
        : definition_(definition), faults_(faults), ways_(ways_of(definition)) {}

    void check() {
        for (std::size_t i = 0; i < definition_.terms.size(); ++i) {
            const std::string& term = definition_.terms[i].id;
            if (std::ranges::none_of(definition_.states, [&](const StateRule& state) {
                    return begins(state, term);
                })) {
                faults_.add(
                    at("terms", i), "Expected a state to begin " + quoted(term) + ", but none does"
                );
            } else if (std::ranges::none_of(definition_.transitions, [&](const auto& transition) {
                           return meets(transition, term);
                       })) {
                faults_.add(
                    at("terms", i),
                    "Expected a transition to meet " + quoted(term) + ", but none does"
                );
            } else {
                check_met(Clock(definition_, ways_, term), term);
            }
        }
    }

 private:
    void check_met(const Clock& clock, const std::string& term) {
        for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
            const TransitionRule& transition = definition_.transitions[i];
            const bool runs = may_run_before(clock, i);
            const auto listed = std::ranges::find(transition.meets, term);
            if (listed != transition.meets.end() && !runs) {
                const auto place = static_cast<std::size_t>(listed - transition.meets.begin());
                faults_.refuse(
                    at(at("transitions", i) + ".meets", place),
                    "a term that may run there",
                    quoted(term) + ", which never does"
                );
            } else if (listed == transition.meets.end() && runs && completes(transition)) {
                const std::string path = at("transitions", i) + ".meets";
                faults_.add(
                    path,
                    "Expected " + path + " to hold " + quoted(term) +
                        ", which may still run when " + quoted(transition.id) +
                        " completes the task, but it does not"
                );
            }
        }
    }

    [[nodiscard]] bool may_run_before(const Clock& clock, std::size_t transition) const {
        return std::ranges::any_of(ways_, [&](const Way& way) {
            return way.transition == transition && clock.may_run_in(way.from);
        });
    }

    [[nodiscard]] bool completes(const TransitionRule& transition) const {
        return find_state(definition_, transition.to)->progress == StateProgress::completed;
    }

    const Definition& definition_;
    Faults& faults_;
    std::vector<Way> ways_;
};

}  // namespace

void check_clocks(const Definition& definition, Faults& faults) {
    Clocks(definition, faults).check();
}

}  // namespace dunghan
