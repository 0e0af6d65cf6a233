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

Result<Shown> opened(
    const Reading& reading,
    const KeyRing& keys,
    const std::string& id,
    const person::State& state,
    bool in_vietnamese
) {
    return personal_data(*reading.store, keys, id, state.sealed)
        .map([&](const std::optional<PersonalData>& data) {
            const std::string gone(in_vietnamese ? erased_vietnamese : erased_text);
            return Shown{id, state, data.value_or(PersonalData{gone, gone, gone})};
        });
}

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
    return opened(reading, keys, id, *state, in_vietnamese);
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

struct Lost {
    std::string id;
    std::string agency;
    Error why;  // the key is missing, damaged, or not this person's
};

struct List {
    std::vector<Shown> shown;
    std::vector<Lost> lost;
};

// One lost key hides one person, not the others. Error: the store's.
Result<List> all_shown(const Options& options, const Reading& reading) {
    const auto persons = all_persons(*reading.store);
    if (!persons) {
        return tl::unexpected(persons.error());
    }
    const KeyRing keys = key_ring(options.data);
    List list;
    for (const auto& [id, present] : *persons) {
        const auto state = person_at(*reading.store, id, reading.query);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (!state->exists()) {
            continue;  // nobody yet at that instant
        }
        auto person = opened(reading, keys, id, *state, !options.json);
        if (person) {
            list.shown.push_back(std::move(*person));
        } else {
            list.lost.push_back({id, state->agency, person.error()});
        }
    }
    return list;
}

void print_json(const List& list) {
    Json json{{"list", Json::array()}, {"lost", Json::array()}};
    for (const Shown& person : list.shown) {
        json["list"].push_back(json_of(person));
    }
    for (const Lost& person : list.lost) {
        json["lost"].push_back(
            {{"person", person.id}, {"agency", person.agency}, {"problem", person.why.detail}}
        );
    }
    std::puts(json.dump(2).c_str());
}

void print_table(const List& list, const Directory& directory) {
    const auto agency = [&](const std::string& id) {
        return directory.name_of({PartyKind::agency, id});
    };
    TextTable table({{"Mã"}, {"Cơ quan"}, {"Họ tên"}, {"Thư điện tử"}, {"Điện thoại"}});
    for (const Shown& person : list.shown) {
        table.add(
            {{person.id},
             {agency(person.state.agency)},
             {person.data.name},
             {person.data.email},
             {person.data.phone}}
        );
    }
    for (const Lost& person : list.lost) {
        table.add({{person.id}, {agency(person.agency)}, {"mất khoá", Colour::red}, {""}, {""}});
    }
    std::puts(table.text().c_str());
}

}  // namespace

int run_person_list(const Options& options) {
    const auto reading = open_reading(options);
    const auto list = reading ? all_shown(options, *reading) : tl::unexpected(reading.error());
    if (!list) {
        return complain(list.error());
    }
    options.json ? print_json(*list) : print_table(*list, reading->directory);
    int exit = exit_ok;
    for (const Lost& person : list->lost) {
        exit = complain(person.why);
    }
    return exit;
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
