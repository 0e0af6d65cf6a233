#include "adapters/app/person_input.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/base/text.h"
#include "engine/directory/mail_address.h"

#include "adapters/keys/traces.h"

namespace dunghan::app {
namespace {

Result<std::string> text_of(const std::string& file) {
    if (file == "-") {
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::not_found, "Expected a file " + file + ", but cannot read it");
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

tl::unexpected<Error> bad_input(const std::string& file, const std::string& found) {
    return fail(
        ErrorCode::invalid,
        "Expected in " + (file == "-" ? "standard input" : file) +
            R"( a JSON object with texts "name", "email", "phone", but )" + found
    );
}

Result<PersonInput> input_from(const std::string& file) {
    const auto text = text_of(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object()) {
        return bad_input(file, "it is not one");
    }
    PersonInput said;
    for (const auto& [key, value] : json.items()) {
        std::optional<std::string>* field = key == "name"    ? &said.name
                                            : key == "email" ? &said.email
                                            : key == "phone" ? &said.phone
                                                             : nullptr;
        if (!field || !value.is_string()) {
            return bad_input(file, "a field is another or no text");  // its octets may be personal
        }
        *field = value.get<std::string>();
    }
    return said;
}

Result<void> put(std::string& to, const std::optional<std::string>& said) {
    if (!said) {
        return {};
    }
    const auto normal = to_nfc(*said);
    if (!normal) {
        return fail(
            ErrorCode::invalid,
            "Expected the person's data in UTF-8, but some octets are not; nothing was written"
        );
    }
    to = squeeze(*normal);
    return {};
}

}  // namespace

Result<PersonalData> personal_data_from(const PersonInput& input, const PersonalData& known) {
    const auto said = input.from.empty() ? Result<PersonInput>(input) : input_from(input.from);
    if (!said) {
        return tl::unexpected(said.error());
    }
    PersonalData data = known;
    const auto read = put(data.name, said->name)
                          .and_then([&] { return put(data.email, said->email); })
                          .and_then([&] { return put(data.phone, said->phone); });
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (!data.email.empty() && !is_mail_address(data.email)) {
        return fail(
            ErrorCode::invalid,
            "Expected an e-mail address like ten@coquan.gov.vn, but the one given is not; nothing "
            "was written"
        );
    }
    return data;
}

Result<void> check_tells_nothing(
    const std::string& what, const std::string& text, const PersonalData& data
) {
    std::string spaced = text;  // an id has hyphens where a name has blanks
    std::ranges::replace(spaced, '-', ' ');
    if (!mentions(text, data) && !mentions(spaced, data)) {
        return {};
    }
    return fail(
        ErrorCode::invalid,
        "Expected " + what +
            " without the person's name, address or number, which would stay in the log after an "
            "erasure; nothing was written"
    );
}

}  // namespace dunghan::app
