// `dunghan person list` and `show`.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/person_commands.h"
#include "adapters/app/persons.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Shown {
    std::string id;
    person::State state;
    PersonalData data;
};

Result<Shown> shown(
    const Reading& reading, const KeyRing& keys, const std::string& id, bool in_vietnamese
) {
    const auto state = person_at(*reading.store, id, reading.query);
    if (!state) {
        return tl::unexpected(state.error());
    }
    if (!state->exists()) {
        return fail(
            ErrorCode::not_found,
            "Expected the id of a person known by " + to_rfc3339(reading.query.as_of) +
                "; `dunghan person list` shows them"
        );
    }
    return personal_data(*reading.store, keys, id, state->sealed)
        .map([&](const std::optional<PersonalData>& data) {
            const std::string gone(in_vietnamese ? erased_vietnamese : erased_text);
            return Shown{id, *state, data.value_or(PersonalData{gone, gone, gone})};
        });
}

Json json_of(const Shown& person) {
    return {
        {"person", person.id},
        {"agency", person.state.agency},
        {"name", person.data.name},
        {"email", person.data.email},
        {"phone", person.data.phone},
        {"erased", person.state.erased},
        {"basis", person.state.basis},
        {"version", person.state.version.value}};
}

Result<std::vector<Shown>> all_shown(const Options& options, const Reading& reading) {
    const auto persons = all_persons(*reading.store);
    if (!persons) {
        return tl::unexpected(persons.error());
    }
    const KeyRing keys = key_ring(options.data);
    std::vector<Shown> list;
    for (const auto& [id, state] : *persons) {
        auto person = shown(reading, keys, id, !options.json);
        if (person) {
            list.push_back(std::move(*person));
        } else if (person.error().code != ErrorCode::not_found) {  // nobody yet at that instant
            return tl::unexpected(person.error());
        }
    }
    return list;
}

}  // namespace

int run_person_list(const Options& options) {
    const auto reading = open_reading(options);
    const auto list = reading ? all_shown(options, *reading) : tl::unexpected(reading.error());
    if (!list) {
        return complain(list.error());
    }
    Json json = Json::array();
    TextTable table({{"Mã"}, {"Cơ quan"}, {"Họ tên"}, {"Thư điện tử"}, {"Điện thoại"}});
    for (const Shown& person : *list) {
        json.push_back(json_of(person));
        table.add(
            {{person.id},
             {reading->directory.name_of({PartyKind::agency, person.state.agency})},
             {person.data.name},
             {person.data.email},
             {person.data.phone}}
        );
    }
    std::puts(options.json ? Json{{"list", json}}.dump(2).c_str() : table.text().c_str());
    return exit_ok;
}

int run_person_show(const Options& options, const std::string& id) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto person = shown(*reading, key_ring(options.data), id, !options.json);
    if (!person) {
        return complain(person.error());
    }
    if (options.json) {
        std::puts(json_of(*person).dump(2).c_str());
        return exit_ok;
    }
    std::printf(
        "%s  %s\n  họ tên      %s\n  thư         %s\n  điện thoại  %s\n%s",
        person->id.c_str(),
        reading->directory.name_of({PartyKind::agency, person->state.agency}).c_str(),
        person->data.name.c_str(),
        person->data.email.c_str(),
        person->data.phone.c_str(),
        person->state.erased ? ("  đã xoá theo " + person->state.basis + "\n").c_str() : ""
    );
    return exit_ok;
}

}  // namespace dunghan::app
