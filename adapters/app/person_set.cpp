// `dunghan person set` and `dunghan erase`: the two that write.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/directory/mail_address.h"
#include "engine/person/stream.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/person_commands.h"
#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

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

Result<PersonalData> data_from(const std::string& file) {
    const auto text = text_of(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object()) {
        return bad_input(file, "it is not one");
    }
    PersonalData data;
    for (const auto& [key, value] : json.items()) {
        std::string* field = key == "name"    ? &data.name
                             : key == "email" ? &data.email
                             : key == "phone" ? &data.phone
                                              : nullptr;
        if (!field || !value.is_string()) {
            return bad_input(file, "a field is another or no text");  // its octets may be personal
        }
        *field = value.get<std::string>();
    }
    return data;
}

Result<PersonalData> data_of(const SetPersonArguments& arguments) {
    auto data =
        arguments.from.empty()
            ? Result<PersonalData>(PersonalData{arguments.name, arguments.email, arguments.phone})
            : data_from(arguments.from);
    if (data && !data->email.empty() && !is_mail_address(data->email)) {
        return fail(
            ErrorCode::invalid,
            "Expected an e-mail address like ten@coquan.gov.vn, but the one given is not; nothing "
            "was written"
        );
    }
    return data;
}

// Before a key is made for what would be refused.
Result<void> check(const Writing& writing, const SetPersonArguments& arguments) {
    if (!person::is_id(arguments.id)) {
        return fail(
            ErrorCode::invalid, "Expected an id of a-z, 0-9 and inner hyphens, at most 64: cb-017"
        );
    }
    if (!arguments.agency.empty() &&
        !writing.engine->views().directory().agency(arguments.agency)) {
        return fail(
            ErrorCode::invalid,
            "Expected --agency to be an agency id of the directory, but got '" + arguments.agency +
                "'"
        );
    }
    if (writing.engine->views().person(person::stream_of(arguments.id)).erased) {
        return fail(
            ErrorCode::refused,
            "Expected a person who is not erased, but " + arguments.id +
                " is; a new record needs a new id"
        );
    }
    return {};
}

Request request_of(const std::string& person, person::Command command, const std::string& actor) {
    Request request;
    request.stream = person::stream_of(person);
    request.command = std::move(command);
    request.id = fresh_command_id();
    request.correlation = request.id;
    request.actor = "person:" + actor;
    return request;
}

int answer(const Options& options, const Outcome& outcome, const char* done, const char* before) {
    if (!outcome) {
        std::fprintf(stderr, "dunghan: %s\n", outcome.error().detail.c_str());
        return outcome.error().kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
    }
    if (options.json) {
        const Json json = {
            {"ok", true},
            {"position", outcome->first.value},
            {"events", outcome->count},
            {"version", outcome->version.value}};
        std::puts(json.dump(2).c_str());
    } else {
        std::puts(outcome->count == 0 ? before : done);
    }
    return exit_ok;
}

}  // namespace

int run_person_set(const Options& options, const SetPersonArguments& arguments) {
    const auto data = data_of(arguments);
    const auto writing = data ? open_writing(options, false) : tl::unexpected(data.error());
    if (!writing) {
        return complain(writing.error());
    }
    if (const auto checked = check(*writing, arguments); !checked) {
        return complain(checked.error());
    }
    const auto sealed =
        key_ring(options.data).make(arguments.id).and_then([&](const PersonKey& key) {
            return seal(key, arguments.id, *data);
        });
    if (!sealed) {
        return complain(sealed.error());
    }
    const person::Describe wish{{arguments.id, arguments.agency, !data->email.empty(), *sealed}};
    return answer(
        options,
        writing->engine->execute_one(request_of(arguments.id, wish, arguments.actor)),
        "Đã ghi; tên, địa chỉ, số điện thoại được niêm bằng khoá riêng của người này.",
        "Đã như vậy từ trước; không ghi gì thêm."
    );
}

// The event first: should the process end in between, every later writer finishes the erasure.
int run_erase(const Options& options, const EraseArguments& arguments) {
    const auto writing = open_writing(options, false);
    if (!writing) {
        return complain(writing.error());
    }
    const person::Erase wish{{arguments.id, arguments.basis, arguments.reason}};
    const Outcome outcome =
        writing->engine->execute_one(request_of(arguments.id, wish, arguments.actor));
    if (outcome) {
        if (const auto destroyed = key_ring(options.data).destroy(arguments.id); !destroyed) {
            return complain(destroyed.error());
        }
    }
    return answer(
        options,
        outcome,
        "Đã xoá: khoá của người này đã huỷ, không ai đọc được dữ liệu cá nhân nữa. Bản sao lưu cũ "
        "còn giữ khoá đến khi hết hạn lưu; thư đã gửi nằm ngoài hệ thống.",
        "Người này đã được xoá từ trước; khoá không còn."
    );
}

}  // namespace dunghan::app
