#include "adapters/app/person_sender.h"

#include <algorithm>

#include "engine/codec/rows.h"
#include "engine/person/stream.h"

#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string without_address(
    std::string text, const std::string& address, const std::string& reference
) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    auto from = text.begin();
    while (!address.empty()) {
        const auto found = std::search(from, text.end(), address.begin(), address.end(), same);
        if (found == text.end()) {
            break;
        }
        const auto at = found - text.begin();
        text.replace(static_cast<std::size_t>(at), address.size(), reference);
        from = text.begin() + at + static_cast<std::ptrdiff_t>(reference.size());
    }
    return text;
}

PersonSender::PersonSender(Sender& inner, const Store& store, KeyRing keys, Readdress readdress)
    : inner_(inner), store_(store), keys_(std::move(keys)), readdress_(std::move(readdress)) {}

void PersonSender::send(
    const reminder::DigestIssued& digest, std::function<void(SendReport)> done
) {
    const auto person = person::referred_to(digest.address);
    if (!person) {
        inner_.send(digest, std::move(done));
        return;
    }
    const auto address = address_of(*person);
    if (!address) {
        done({SendOutcome::not_sent, address.error().detail, ""});
        return;
    }
    if (!*address) {
        send_elsewhere(digest, *person, std::move(done));
        return;
    }
    reminder::DigestIssued addressed = digest;
    addressed.address = **address;
    inner_.send(
        addressed,
        [done = std::move(done), plain = **address, reference = digest.address](SendReport report) {
            report.answer = without_address(std::move(report.answer), plain, reference);
            done(std::move(report));
        }
    );
}

void PersonSender::send_elsewhere(
    reminder::DigestIssued digest, const std::string& person, std::function<void(SendReport)> done
) {
    readdress_(digest);
    digest.redirected = "địa chỉ của người phụ trách đã được xoá";
    if (digest.address.empty()) {
        done(
            {SendOutcome::refused,
             "person " + person +
                 " is erased, and neither the agency nor the coordinator has an "
                 "address: publish one in the directory",
             ""}
        );
        return;
    }
    inner_.send(digest, [done = std::move(done), person](SendReport report) {
        report.answer += " (person " + person + " is erased: sent to the agency's own address)";
        done(std::move(report));
    });
}

// Nothing: erased, or described anew without an address.
Result<std::optional<std::string>> PersonSender::address_of(const std::string& person) const {
    using Address = std::optional<std::string>;
    const auto bytes = store_.get(View::person, person::stream_of(person).value);
    if (!bytes || !*bytes) {
        return bytes ? Result<Address>(std::nullopt) : tl::unexpected(bytes.error());
    }
    return decode_person_row(**bytes)
        .and_then([&](const person::State& state) {
            return personal_data(store_, keys_, person, state.sealed);
        })
        .map([](const std::optional<PersonalData>& data) -> Address {
            return data && !data->email.empty() ? Address(data->email) : std::nullopt;
        });
}

}  // namespace dunghan::app
