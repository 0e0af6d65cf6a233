#include "adapters/app/outcome_json.h"

namespace dunghan::app {

nlohmann::ordered_json outcome_json(const Outcome& outcome) {
    if (!outcome) {
        const Refusal& refusal = outcome.error();
        return {{"ok", false}, {"code", refusal.code}, {"detail", refusal.detail}};
    }
    return {
        {"ok", true},
        {"position", outcome->first.value},
        {"events", outcome->count},
        {"version", outcome->version.value},
        {"repeated", outcome->repeated}};
}

}  // namespace dunghan::app
