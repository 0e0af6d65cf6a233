// What the person commands do. No message of theirs holds a name, an address or a number.
#pragma once

#include <optional>
#include <string>

#include "adapters/app/person_input.h"
#include "adapters/app/session.h"

namespace dunghan::app {

struct SetPersonArguments {
    std::string id;
    std::optional<std::string> agency;  // nothing: stays as it is; empty: none
    PersonInput said;
    std::string actor;
};

struct EraseArguments {
    std::string id;
    std::string basis;
    std::string reason;
    std::optional<std::string> actor;  // nothing: who runs this process
};

int run_person_set(const Options& options, const SetPersonArguments& arguments);
int run_person_list(const Options& options);
int run_person_show(const Options& options, const std::string& id);
int run_erase(const Options& options, const EraseArguments& arguments);

}  // namespace dunghan::app
