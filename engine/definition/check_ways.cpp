// The states as a whole: one can get everywhere, and from everywhere to an end.
#include "engine/definition/faults.h"
#include "engine/definition/graph.h"
#include "engine/definition/lookup.h"

namespace dunghan {
namespace {

class Ways {
 public:
    Ways(const Definition& definition, Faults& faults)
        : definition_(definition), faults_(faults), ways_(ways_of(definition)) {}

    void check() {
        check_completion();
        check_reached();
        check_ends();
        check_silence();
    }

 private:
    void check_completion() {
        for (const StateRule& state : definition_.states) {
            if (state.progress == StateProgress::completed) {
                return;
            }
        }
        faults_.add("states", "Expected states to hold one with progress completed, but got none");
    }

    void check_reached() {
        const std::vector<bool> reached =
            walk({index_of(definition_, definition_.initial)}, &Way::from, &Way::to);
        for (std::size_t i = 0; i < reached.size(); ++i) {
            if (!reached[i]) {
                faults_.add(
                    at("states", i),
                    "Expected a way from " + quoted(definition_.initial) + " to " +
                        quoted(definition_.states[i].id) + ", but no transition leads there"
                );
            }
        }
    }

    void check_ends() {
        std::vector<std::size_t> ends;
        for (std::size_t i = 0; i < definition_.states.size(); ++i) {
            if (is_final(definition_.states[i])) {
                ends.push_back(i);
            }
        }
        const std::vector<bool> ending = walk(ends, &Way::to, &Way::from);
        for (std::size_t i = 0; i < ending.size(); ++i) {
            if (!ending[i]) {
                faults_.add(
                    at("states", i),
                    "Expected a way from " + quoted(definition_.states[i].id) +
                        " to a final state, but it is a dead end"
                );
            }
        }
    }

    // Where silence alone leads from state to state, it must come to rest: nobody would ever act.
    void check_silence() {
        const std::size_t count = definition_.states.size();
        for (std::size_t start = 0; start < count; ++start) {
            std::size_t here = start;
            for (std::size_t step = 0; step < count && after_silence(here) != count; ++step) {
                here = after_silence(here);
                if (here == start) {
                    faults_.add(
                        at("states", start) + ".deemed",
                        "Expected silence to come to rest, but from " +
                            quoted(definition_.states[start].id) + " it leads back there for ever"
                    );
                    return;
                }
            }
        }
    }

    // states.size(): nothing happens by itself.
    [[nodiscard]] std::size_t after_silence(std::size_t state) const {
        const std::string& id = definition_.states[state].deemed.transition;
        return id.empty() ? definition_.states.size()
                          : index_of(definition_, find_transition(definition_, id)->to);
    }

    [[nodiscard]] std::vector<bool> walk(
        const std::vector<std::size_t>& starts, std::size_t Way::*behind, std::size_t Way::*ahead
    ) const {
        return reached_from(definition_.states.size(), starts, [&](std::size_t node, auto reach) {
            for (const Way& way : ways_) {
                if (way.*behind == node) {
                    reach(way.*ahead);
                }
            }
        });
    }

    const Definition& definition_;
    Faults& faults_;
    std::vector<Way> ways_;
};

}  // namespace

void check_ways(const Definition& definition, Faults& faults) {
    Ways(definition, faults).check();
}

}  // namespace dunghan
