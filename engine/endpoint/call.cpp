#include "engine/endpoint/call.h"

namespace dunghan::endpoint {

std::string_view name_of(CallOutcome outcome) {
    switch (outcome) {
        case CallOutcome::delivered: return "delivered";
        case CallOutcome::failed: return "failed";
        case CallOutcome::gone: return "gone";
        case CallOutcome::throttled: return "throttled";
        case CallOutcome::denied: return "denied";
        case CallOutcome::unknown: return "unknown";
        case CallOutcome::not_tried: return "not_tried";
    }
    return "";
}

}  // namespace dunghan::endpoint
