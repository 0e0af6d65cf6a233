#include "adapters/keys/seal.h"

#include <sodium.h>

namespace dunghan {
namespace {

constexpr std::size_t text_octets_max = 1024;
constexpr std::size_t block_octets = 128;  // the length of what is sealed tells no more than this
constexpr std::size_t nonce_octets = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_octets = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

unsigned char* octets_in(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* octets_in(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Each text after its length, two octets little-endian; then 0x80 and zeros up to a whole block.
std::string plain_of(const PersonalData& data) {
    std::string plain;
    for (const std::string* text : {&data.name, &data.email, &data.phone}) {
        plain += static_cast<char>(text->size() & 0xFFU);
        plain += static_cast<char>(text->size() >> 8U);
        plain += *text;
    }
    plain += '\x80';
    plain.resize((plain.size() + block_octets - 1) / block_octets * block_octets, '\0');
    return plain;
}

class PlainReader {
 public:
    explicit PlainReader(std::string_view octets) : left_(octets) {}

    std::string text() {
        if (left_.size() < 2) {
            sound_ = false;
            return {};
        }
        const std::size_t size = static_cast<unsigned char>(left_[0]) +
                                 static_cast<unsigned char>(left_[1]) * std::size_t{256};
        sound_ = sound_ && size <= left_.size() - 2;
        const std::string_view text = sound_ ? left_.substr(2, size) : std::string_view{};
        left_.remove_prefix(sound_ ? 2 + size : left_.size());
        return std::string(text);
    }

    [[nodiscard]] bool sound() const { return sound_; }

 private:
    std::string_view left_;
    bool sound_ = true;
};

tl::unexpected<Error> cannot_open(const std::string& person) {
    return fail(
        ErrorCode::corruption,
        "Expected to open what is sealed of person " + person + " with the key in keys/" + person +
            ".key, but they do not belong together or were changed. Restore the key from a backup"
    );
}

}  // namespace

Result<std::string> seal(
    const PersonKey& key, const std::string& person, const PersonalData& data
) {
    for (const std::string* text : {&data.name, &data.email, &data.phone}) {
        if (text->size() > text_octets_max) {
            return fail(
                ErrorCode::invalid,
                "Expected a name, address or number of at most " + std::to_string(text_octets_max) +
                    " octets, but got " + std::to_string(text->size())
            );
        }
    }
    const std::string plain = plain_of(data);
    std::string sealed(nonce_octets + plain.size() + tag_octets, '\0');
    randombytes_buf(sealed.data(), nonce_octets);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        octets_in(sealed) + nonce_octets,
        nullptr,
        octets_in(plain),
        plain.size(),
        octets_in(person),
        person.size(),
        nullptr,
        octets_in(sealed),
        key.data()
    );
    std::string text(sodium_base64_encoded_len(sealed.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), octets_in(sealed), sealed.size(), variant);
    text.pop_back();  // the NUL that ends it
    return text;
}

Result<PersonalData> unseal(
    const PersonKey& key, const std::string& person, const std::string& sealed
) {
    std::string octets(sealed.size(), '\0');
    std::size_t size = 0;
    const int decoded = sodium_base642bin(
        octets_in(octets),
        octets.size(),
        sealed.data(),
        sealed.size(),
        nullptr,
        &size,
        nullptr,
        variant
    );
    if (decoded != 0 || size < nonce_octets + tag_octets) {
        return cannot_open(person);
    }
    std::string plain(size - nonce_octets - tag_octets, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        octets_in(plain),
        nullptr,
        nullptr,
        octets_in(octets) + nonce_octets,
        size - nonce_octets,
        octets_in(person),
        person.size(),
        octets_in(octets),
        key.data()
    );
    PlainReader reader(plain);
    PersonalData data;
    data.name = reader.text();
    data.email = reader.text();
    data.phone = reader.text();
    return opened == 0 && reader.sound() ? Result<PersonalData>(data) : cannot_open(person);
}

}  // namespace dunghan
