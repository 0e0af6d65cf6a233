#include "engine/person/decide.h"

#include "engine/person/stream.h"

namespace dunghan::person {
namespace {

using Events = std::vector<Event>;

class Decide {
 public:
    explicit Decide(const State& state) : state_(state) {}

    Decision<Events> operator()(const Describe& wish) const {
        const Described& content = wish.content;
        if (!is_id(content.person) || content.sealed.empty()) {
            return reject(
                "bad_person", "Expected a pseudonym of a-z, 0-9 and inner hyphens, and sealed data"
            );
        }
        if (state_.erased) {
            return reject(
                "erased",
                "Expected to describe " + content.person +
                    ", but that person is erased; a new record needs a new id"
            );
        }
        const bool same = state_.exists() && state_.agency == content.agency &&
                          state_.reachable == content.reachable && state_.sealed == content.sealed;
        return same ? Events{} : Events{content};
    }

    Decision<Events> operator()(const Erase& wish) const {
        const Erased& content = wish.content;
        if (!state_.exists()) {
            return reject(
                "no_such_person",
                "Expected to erase a known person, but nobody was described under this id"
            );
        }
        if (content.basis.empty()) {
            return reject(
                "basis_missing",
                "Expected to erase " + content.person +
                    " on a stated basis (the request or the law), but there is none"
            );
        }
        return state_.erased ? Events{} : Events{content};
    }

 private:
    const State& state_;
};

}  // namespace

Decision<std::vector<Event>> decide(const State& state, const Command& command) {
    return std::visit(Decide(state), command);
}

}  // namespace dunghan::person
