#include "engine/definition/check.h"

#include "engine/definition/faults.h"

namespace dunghan {

std::vector<DefinitionFault> check(const Definition& definition) {
    Faults faults;
    for (const auto round : {check_values, check_rules, check_ways, check_clocks}) {
        round(definition, faults);
        if (!faults.none()) {
            break;
        }
    }
    return faults.take();
}

}  // namespace dunghan
