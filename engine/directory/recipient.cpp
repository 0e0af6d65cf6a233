#include "engine/directory/recipient.h"

namespace dunghan {
namespace {

constexpr std::string_view head = ":head";
constexpr std::string_view deputy = ":deputy";

std::string without_end(std::string_view id, std::string_view end) {
    return std::string(id.substr(0, id.size() - end.size()));
}

}  // namespace

std::string recipient_id(std::string_view agency, Role role) {
    switch (role) {
        case Role::head: return std::string(agency) + std::string(head);
        case Role::deputy: return std::string(agency) + std::string(deputy);
        case Role::committee: return std::string(committee_recipient);
        case Role::holder:
        case Role::coordinator:
        case Role::appraiser:
        case Role::system: break;
    }
    return std::string(agency);
}

Recipient recipient_from(std::string_view id) {
    if (id.ends_with(head)) {
        return {without_end(id, head), Role::head};
    }
    if (id.ends_with(deputy)) {
        return {without_end(id, deputy), Role::deputy};
    }
    return {std::string(id), id == committee_recipient ? Role::committee : Role::holder};
}

}  // namespace dunghan
