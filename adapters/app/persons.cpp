#include "adapters/app/persons.h"

#include "engine/codec/event.h"
#include "engine/person/evolve.h"
#include "engine/person/stream.h"

namespace dunghan::app {
namespace {

constexpr std::string_view stream_begin = "person/";

Result<bool> is_erased(const Store& store, const std::string& id) {
    const auto bytes = store.get(View::person, person::stream_of(id).value);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    if (!*bytes) {
        return false;
    }
    return decode_person_row(**bytes).map([](const person::State& state) { return state.erased; });
}

}  // namespace

KeyRing key_ring(const std::filesystem::path& data) {
    return KeyRing(data / "keys");
}

Result<std::map<std::string, person::State>> all_persons(const Store& store) {
    std::map<std::string, person::State> persons;
    std::optional<Error> broken;
    const auto scanned = store.scan(View::person, {}, {}, [&](auto key, auto value) {
        auto row = decode_person_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        persons.emplace(key.substr(stream_begin.size()), std::move(*row));
        return true;
    });
    if (broken || !scanned) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return persons;
}

Result<person::State> person_at(const Store& store, const std::string& id, const TimeQuery& query) {
    person::State state;
    std::optional<Error> broken;
    const auto read = store.read_stream(person::stream_of(id), [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.occurred_at > query.as_of || envelope.recorded_at > query.as_known) {
            return true;
        }
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        person::evolve(state, envelope, std::get<person::Event>(*event));
        return true;
    });
    if (broken || !read) {
        return tl::unexpected(broken ? *broken : read.error());
    }
    return state;
}

Result<std::optional<PersonalData>> personal_data(
    const Store& store, const KeyRing& keys, const std::string& id, const std::string& sealed
) {
    const auto erased = is_erased(store, id);
    if (!erased) {
        return tl::unexpected(erased.error());
    }
    if (*erased) {
        return std::nullopt;  // whatever may still lie in the folder
    }
    const auto key = keys.find(id);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(
            ErrorCode::corruption,
            "Expected the key of person " + id + " in " + keys.file_of(id).string() +
                ", but there is none, and nobody erased the person. Restore the file from a backup"
        );
    }
    return unseal(**key, id, sealed).map([](PersonalData data) {
        return std::optional(std::move(data));
    });
}

}  // namespace dunghan::app
