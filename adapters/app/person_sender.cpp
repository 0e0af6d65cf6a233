#include "adapters/app/person_sender.h"

#include <cstdio>

#include "engine/codec/rows.h"
#include "engine/person/stream.h"

#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

std::string key_trouble(const std::string& person) {
    return "the data of person " + person +
           " cannot be read, and nobody erased them; `dunghan person list` says why";
}

// Of what a relay says, nothing is sure to be harmless but its numbers.
std::string recorded(const SendReport& report, const std::string& reference) {
    return (report.impersonal.empty() ? "answered" : report.impersonal) + " to " + reference;
}

}  // namespace

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
    auto opened = open(*person);
    if (!opened) {
        // Where the key should lie is for whoever runs this, not for the log.
        std::fprintf(stderr, "dunghan: %s\n", opened.error().detail.c_str());
        done({SendOutcome::not_sent, key_trouble(*person), "", ""});
        return;
    }
    if (!opened->data) {
        const char* why = opened->erased ? " is erased" : " has no address any more";
        send_elsewhere(digest, "person " + *person + why, std::move(done));
        return;
    }
    reminder::DigestIssued addressed = digest;
    addressed.address = opened->data->email;
    inner_.send(addressed, [done = std::move(done), reference = digest.address](SendReport report) {
        report.answer = recorded(report, reference);
        report.message_sha256.clear();
        done(std::move(report));
    });
}

void PersonSender::send_elsewhere(
    reminder::DigestIssued digest, const std::string& why, std::function<void(SendReport)> done
) {
    readdress_(digest);
    digest.redirected = "không còn địa chỉ của người phụ trách";
    if (digest.address.empty()) {
        done(
            {SendOutcome::refused,
             why + ", and neither the agency nor the coordinator has an "
                   "address: publish one in the directory",
             ""}
        );
        return;
    }
    inner_.send(digest, [done = std::move(done), why](SendReport report) {
        report.answer += " (" + why + ": sent to the agency's own address)";
        done(std::move(report));
    });
}

// No data: erased, or described anew without an address.
Result<PersonSender::Opened> PersonSender::open(const std::string& person) const {
    const auto bytes = store_.get(View::person, person::stream_of(person).value);
    if (!bytes || !*bytes) {
        return bytes ? Result<Opened>(Opened{}) : tl::unexpected(bytes.error());
    }
    const auto state = decode_person_row(**bytes);
    const auto data = state ? personal_data(store_, keys_, person, state->sealed)
                            : Result<std::optional<PersonalData>>(tl::unexpected(state.error()));
    if (!data) {
        return tl::unexpected(data.error());
    }
    const bool reachable = *data && !(*data)->email.empty();
    return Opened{reachable ? *data : std::nullopt, state->erased};
}

}  // namespace dunghan::app
